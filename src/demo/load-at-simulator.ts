import { type DemoBook } from './demo-book.ts';
import { LINK_LIVES_MS } from './demo-payment.ts';
import { SECOND_MS } from './times.ts';

const AT_ONCE = 1000;

/** Tells the simulator the payments, so that it answers about them. It says where their pages are. Safe to repeat. */
export async function loadAtSimulator(
  { opened }: DemoBook,
  simulatorUrl: string,
  addresses: { return_url: string; website_url: string },
): Promise<void> {
  const inOrder = opened.toSorted((a, b) => a.khalti.created_at.getTime() - b.khalti.created_at.getTime());
  for (let from = 0; from < inOrder.length; from += AT_ONCE) {
    const part = inOrder.slice(from, from + AT_ONCE);
    const loaded = await load(
      simulatorUrl,
      part.map(({ khalti }) => ({ ...khalti, ...addresses })),
    );
    for (const [index, { payment, answer, khalti }] of part.entries()) {
      const { pidx, expires_at } = khalti;
      payment.paymentUrl = String(loaded[index]?.paymentUrl);
      const expires_in = LINK_LIVES_MS / SECOND_MS;
      answer.body = JSON.stringify({ pidx, payment_url: payment.paymentUrl, expires_at, expires_in });
    }
  }
}

async function load(simulatorUrl: string, payments: object[]): Promise<{ paymentUrl: string }[]> {
  const response = await fetch(`${simulatorUrl}/simulator/payments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payments),
  });
  if (!response.ok) {
    throw new Error(`The simulator refused the payments (HTTP ${response.status}): ${await response.text()}`);
  }
  return (await response.json()) as { paymentUrl: string }[];
}
