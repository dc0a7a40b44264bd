import { setTimeout as sleep } from 'node:timers/promises';
import { type JobWithMetadata } from 'pg-boss';
import { WakeUp } from '../database/wake-up.ts';
import { traced } from '../metrics/traced.ts';
import { type JobData } from '../queue/job-data.ts';
import { type Services } from '../services.ts';
import { noteFailedJob } from './failed-job.ts';
import { FIRST_PACE, nextPace } from './follow-up-pace.ts';
import { followUpPayment } from './follow-up-payment.ts';

const QUEUE = 'followUpPayment';
const POLL_EVERY_MS = 1_000;
// So that one statement takes several jobs and one ends several, and none waits for the slowest of a batch.
const TAKEN_SHARE = 0.25;
const FINISHED_WITHIN_MS = 700;
const AT_ONCE = {
  name: 'follow_ups_at_once',
  help: 'How many payments a worker follows up at the same moment if so many are due. It follows Khalti’s answers.',
  labels: [],
};

type FollowUp = JobWithMetadata<JobData['followUpPayment']>;

/** Until the queue stops: follows up the payments that are due, as many at once as Khalti's answers allow. */
export function keepFollowingUpPayments(services: Services): void {
  const followUps = new FollowUps(services);
  services.metrics?.gauge(AT_ONCE, () => [{ value: followUps.atOnce }]);
  services.jobs.finishBeforeStop(followUps.run());
}

class FollowUps {
  readonly #services: Services;
  readonly #wake = new WakeUp();
  readonly #running = new Map<FollowUp, Promise<void>>();
  #completed: FollowUp[] = [];
  #pace = FIRST_PACE;
  #areMoreDue = false;

  constructor(services: Services) {
    this.#services = services;
    services.jobs.stopping.addEventListener('abort', () => this.#wake.send());
  }

  get atOnce(): number {
    return this.#pace.atOnce;
  }

  async run(): Promise<void> {
    const { jobs } = this.#services;
    while (!jobs.stopping.aborted) {
      this.#wake.reset();
      try {
        await this.#endCompleted();
        await this.#takeDue();
      } catch (error) {
        this.#areMoreDue = false;
        jobs.report(error);
      }
      await this.#pause();
    }
    await this.#handBack();
  }

  async #takeDue(): Promise<void> {
    const free = this.atOnce - this.#running.size;
    if (free <= 0) return;
    const { boss } = this.#services.jobs;
    const due = await boss.fetch<JobData['followUpPayment']>(QUEUE, { batchSize: free, includeMetadata: true });
    this.#areMoreDue = due.length === free;
    for (const job of due) this.#running.set(job, this.#follow(job));
  }

  /** Never rejects. A job that fails runs again after a while. */
  async #follow(job: FollowUp): Promise<void> {
    const { id, data, priority } = job;
    const wasBusy = this.#areMoreDue;
    try {
      const asked = await traced(`job ${QUEUE}`, {}, () => followUpPayment(this.#services, data, priority));
      if (asked) this.#pace = nextPace(this.#pace, { ...asked, wasBusy });
      this.#completed.push(job);
    } catch (error) {
      const output = noteFailedJob(this.#services, { name: QUEUE, id }, error);
      await this.#services.jobs.boss
        .fail(QUEUE, job, { value: output })
        .catch((failure) => this.#services.jobs.report(failure));
    } finally {
      this.#running.delete(job);
      if (this.#isWorthATurn()) this.#wake.send();
    }
  }

  #isWorthATurn(): boolean {
    const free = this.atOnce - this.#running.size;
    return this.#running.size === 0 || (this.#areMoreDue && free >= this.atOnce * TAKEN_SHARE);
  }

  /** What is not ended because of a crash or an outage is done again, which changes nothing. */
  async #endCompleted(): Promise<void> {
    const completed = this.#completed;
    if (completed.length === 0) return;
    this.#completed = [];
    try {
      await this.#services.jobs.boss.complete(QUEUE, completed);
    } catch (error) {
      this.#completed.push(...completed);
      throw error;
    }
  }

  async #pause(): Promise<void> {
    const timer = setTimeout(() => this.#wake.send(), POLL_EVERY_MS);
    await this.#wake.received;
    clearTimeout(timer);
  }

  async #handBack(): Promise<void> {
    const { jobs } = this.#services;
    await Promise.race([Promise.all(this.#running.values()), sleep(FINISHED_WITHIN_MS)]);
    try {
      await this.#endCompleted();
      const unfinished = [...this.#running.keys()];
      if (unfinished.length > 0) await jobs.boss.fail(QUEUE, unfinished, { value: 'The worker has stopped' });
    } catch (error) {
      jobs.report(error);
    }
  }
}
