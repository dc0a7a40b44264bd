import { type Services } from '../services.ts';
import { followUpPayment } from './follow-up-payment.ts';

// Few at once: after an outage of Khalti's the backlog is to drain, not to fall on it.
const AT_ONCE = 5;
const LOOK_EVERY_SECONDS = 1;

/** Lets this process take jobs. Any number of processes may; each job runs on one of them. */
export async function startJobs(services: Services): Promise<void> {
  const options = { localConcurrency: AT_ONCE, pollingIntervalSeconds: LOOK_EVERY_SECONDS };
  await services.jobs.boss.work<{ paymentId: string }>('followUpPayment', options, async ([job]) => {
    if (job) await followUpPayment(services, job.data);
  });
}
