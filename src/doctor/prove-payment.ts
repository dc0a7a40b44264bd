import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { GatewayError } from '../errors.ts';
import { type KhaltiClient, type Lookup } from '../khalti/khalti-client.ts';
import { inShortRupees } from '../mail/in-words.ts';
import { MIN_PAYABLE_PAISA } from '../money.ts';
import { type Findings, failure, ok, warning } from './finding.ts';
import { asSentence } from './run-checks.ts';

const LOOK_EVERY_MS = 3_000;
const PAID_WITHIN_MS = 10 * 60 * 1000;
const SHOWN_WITHIN_MS = 60 * 1000;
/** The limit of the whole check. */
export const PROVED_WITHIN_MS = PAID_WITHIN_MS + SHOWN_WITHIN_MS + 2 * 60 * 1000;

const AMOUNT = inShortRupees(MIN_PAYABLE_PAISA);

interface Surroundings {
  khalti: KhaltiClient;
  publicUrl: string;
  returnUrl: string;
  /** Tells the person in front of the screen something at once. */
  tell: (line: string) => void;
  signal: AbortSignal;
}

/** Opens a payment of Rs 10 that is in no book of this server, waits until somebody pays it, and refunds it. */
export async function provePayment({ khalti, publicUrl, returnUrl, tell, signal }: Surroundings): Findings {
  const { pidx, paymentUrl } = await khalti.initiate(
    {
      id: `doctor-${uuid()}`,
      name: 'A proof, refunded at once',
      amountPaisa: MIN_PAYABLE_PAISA,
      returnUrl,
      websiteUrl: publicUrl,
      customer: {},
    },
    signal,
  );
  tell(`Pay ${AMOUNT} here within 10 minutes: ${paymentUrl}`);
  tell(`It is refunded then. If this command is ended before that, refund it on Khalti's dashboard: pidx ${pidx}`);
  const paid = await waitFor(khalti, pidx, ['COMPLETED', 'CANCELED', 'EXPIRED'], PAID_WITHIN_MS, signal);
  if (paid?.status !== 'COMPLETED' || paid.transactionId === null) {
    const says = `${AMOUNT} were not paid: Khalti calls the payment ${paid?.statusText ?? 'nothing'}.`;
    return [warning(says, `Run this again. If you have paid, refund it on Khalti's dashboard: pidx ${pidx}.`)];
  }
  const seen = `${AMOUNT} were paid (transaction ${paid.transactionId}, ${paid.amountPaisa} paisa, fee ${paid.feePaisa ?? 'not reported'}).`;
  return [ok(seen), await refund(khalti, pidx, paid.transactionId, signal)];
}

async function refund(khalti: KhaltiClient, pidx: string, transactionId: string, signal: AbortSignal) {
  const look = `Look at transaction ${transactionId} on Khalti's dashboard, and refund it there if the money is not back.`;
  try {
    await khalti.refund(transactionId, {}, signal);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return failure(`The refund of ${AMOUNT} did not succeed: ${asSentence(error.reason)}`, look);
  }
  const lookup = await waitFor(khalti, pidx, ['REFUNDED'], SHOWN_WITHIN_MS, signal);
  if (lookup?.status === 'REFUNDED') return ok(`${AMOUNT} were refunded, and the lookup says ${lookup.statusText}.`);
  const says = `Khalti has accepted the refund, but its lookup still says ${lookup?.statusText ?? 'nothing'}.`;
  return warning(says, `It may take two business days. ${look}`);
}

/** The last answer of Khalti; null if there was none. */
async function waitFor(
  khalti: KhaltiClient,
  pidx: string,
  statuses: readonly Lookup['status'][],
  withinMs: number,
  signal: AbortSignal,
): Promise<Lookup | null> {
  const deadline = Date.now() + withinMs;
  let latest: Lookup | null = null;
  while (Date.now() < deadline) {
    latest = await khalti.lookup(pidx, signal).catch((error: unknown) => {
      if (!(error instanceof GatewayError)) throw error;
      return latest;
    });
    if (latest && statuses.includes(latest.status)) return latest;
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
  return latest;
}
