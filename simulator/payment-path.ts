export const PAYMENT_PATH = '/pay/';

export function paymentPath(pidx: string): string {
  return `${PAYMENT_PATH}?pidx=${encodeURIComponent(pidx)}`;
}
