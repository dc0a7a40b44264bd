import { v7 as uuid } from 'uuid';
import { GatewayRefused } from '../errors.ts';
import { type KhaltiClient } from '../khalti/khalti-client.ts';
import { inShortRupees } from '../mail/in-words.ts';
import { type Plan } from '../subscriptions/plan.ts';
import { type Findings, failure, ok } from './finding.ts';
import { asSentence } from './run-checks.ts';

const RAISE_LIMIT =
  "Before its KYC is done, a merchant account has a low limit for each payment. Finish the KYC on Khalti's dashboard, or contact Khalti's support with this answer.";

/** Opens a payment of each price at Khalti. Nobody pays it, and this server does not save it. */
export async function examinePrices(
  khalti: KhaltiClient,
  plans: readonly Plan[],
  addresses: { publicUrl: string; returnUrl: string },
  signal: AbortSignal,
): Findings {
  const prices = [...new Set(plans.map(({ pricePaisa }) => pricePaisa))].toSorted((a, b) => a - b);
  const refused: { price: number; reason: string }[] = [];
  for (const price of prices) {
    try {
      await khalti.initiate(orderOf(price, addresses), signal);
    } catch (error) {
      if (!(error instanceof GatewayRefused)) throw error;
      refused.push({ price, reason: error.reason });
    }
  }
  const [first] = refused;
  if (!first)
    return [
      ok(`Khalti has opened a payment of each price, ${prices.map(inShortRupees).join(', ')}; nobody pays them.`),
    ];
  const names = refused.map(({ price }) => inShortRupees(price)).join(', ');
  return [failure(`Khalti refuses to open payments of ${names}. ${asSentence(first.reason)}`, RAISE_LIMIT)];
}

function orderOf(amountPaisa: number, { publicUrl, returnUrl }: { publicUrl: string; returnUrl: string }) {
  return {
    id: `doctor-${uuid()}`,
    name: 'A check of this price, not to be paid',
    amountPaisa,
    returnUrl,
    websiteUrl: publicUrl,
    customer: {},
  };
}
