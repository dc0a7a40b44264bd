import type { Payment } from './payment.ts';
import type { Settings } from './settings/settings.ts';

type Pair = [name: string, value: string];

/** The `return_url` with the result. Documented: the order of the parameters, which differs after a cancellation. */
export function returnLink(payment: Payment, settings: Settings): string {
  const pairs = payment.status === 'User canceled' ? canceledPairs(payment, settings) : paidPairs(payment);
  const merchantPairs = Object.entries(payment.merchantFields).map(
    ([name, value]) => [name, textOf(value)] satisfies Pair,
  );
  const query = new URLSearchParams(settings.returnsMerchantFields ? [...pairs, ...merchantPairs] : pairs).toString();
  const url = new URL(payment.returnUrl);
  const fragment = url.hash;
  url.hash = '';
  const separator = url.search === '' ? '?' : settings.returnUrlJoin === 'ampersand' ? '&' : '?';
  // URL keeps the "?" of an empty query in `href`, so a second one would follow.
  const base = url.search === '' ? url.href.replace(/\?$/, '') : url.href;
  return `${base}${separator}${settings.returnUrlSpaces === 'plus' ? query : query.replaceAll('+', '%20')}${fragment}`;
}

function paidPairs(payment: Payment): Pair[] {
  const transactionId = payment.transactionId ?? '';
  return [
    ['pidx', payment.pidx],
    ['txnId', transactionId],
    ['amount', String(payment.totalPaisa)],
    ['total_amount', String(payment.totalPaisa)],
    // The link describes the moment of payment, so a later refund does not change it (assumption).
    ['status', payment.isPaid ? 'Completed' : payment.status],
    ['mobile', maskedMobile(payment.khaltiId)],
    ['tidx', transactionId],
    ['purchase_order_id', payment.purchaseOrderId],
    ['purchase_order_name', payment.purchaseOrderName],
    ['transaction_id', transactionId],
  ];
}

function canceledPairs(payment: Payment, { canceledSpelling }: Settings): Pair[] {
  return [
    ['pidx', payment.pidx],
    ['transaction_id', ''],
    ['tidx', ''],
    ['amount', String(payment.totalPaisa)],
    ['total_amount', String(payment.totalPaisa)],
    ['mobile', ''],
    ['status', canceledSpelling],
    ['purchase_order_id', payment.purchaseOrderId],
    ['purchase_order_name', payment.purchaseOrderName],
  ];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Documented: 9800000904 becomes 98XXXXX904. */
function maskedMobile(khaltiId: string | null): string {
  return khaltiId === null ? '' : `${khaltiId.slice(0, 2)}XXXXX${khaltiId.slice(-3)}`;
}
