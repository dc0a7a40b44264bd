import { type Config } from '../config.ts';
import { type Findings, note, ok } from './finding.ts';

const PROOF =
  "To prove it: set KHALTI_REFUND_AMOUNT_UNIT=paisa, pay Rs 20, refund Rs 10 of it at /admin, and look at the payment on Khalti's dashboard. Rs 10 went back: leave it so. Khalti refuses (Rs 1,000 are more than Rs 20), or another sum went back: use rupees.";

export async function examineRefundUnit({ khaltiRefundAmountUnit: unit }: Config): Findings {
  if (unit === null)
    return [note('KHALTI_REFUND_AMOUNT_UNIT is not set, so only whole payments can be refunded.', PROOF)];
  return [ok(`Khalti reads the amount of a refund in ${unit}, as KHALTI_REFUND_AMOUNT_UNIT says.`)];
}
