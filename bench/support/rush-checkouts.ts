import { Pool } from 'undici';
import { type Customers, inTurn } from './customers.ts';
import { operations } from './operations.ts';

// The process of a `CheckoutRush`.
export interface RushRequest {
  url: string;
  tokens: string[];
  planId: string;
  size: number;
  seconds: number;
}

export interface RushedCheckouts {
  checkedOut: number;
  refused: number;
}

process.on('message', async ({ url, tokens, planId, size, seconds }: RushRequest) => {
  const pool = new Pool(url, { connections: size, pipelining: 1 });
  const customers = inTurn(planId, tokens);
  const counted: RushedCheckouts = { checkedOut: 0, refused: 0 };
  const endAt = Date.now() + seconds * 1000;
  const checkOutAgainAndAgain = async () => {
    do await checkOut(pool, customers, counted);
    while (Date.now() < endAt);
  };
  await Promise.all(Array.from({ length: size }, checkOutAgainAndAgain));
  await pool.close();
  process.send?.(counted);
});

/** A machine that is too busy for its database refuses some. */
async function checkOut(pool: Pool, customers: Customers, counted: RushedCheckouts): Promise<void> {
  try {
    await operations.checkout(pool, customers);
    counted.checkedOut += 1;
  } catch (error) {
    if (!String(error).includes('"retryable":true')) throw error;
    counted.refused += 1;
  }
}
