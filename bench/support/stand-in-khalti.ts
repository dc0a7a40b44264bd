import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

// A minimal Khalti that completes every payment. The simulator would be the bottleneck of the benchmark.
// `PUT /delay` sets how many milliseconds each answer takes.
const LINK_LIFETIME_SECONDS = 60 * 60;
const amounts = new Map<string, number>();
let delayMs = 0;

const server = createServer((request, response) => {
  let text = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => (text += chunk));
  request.on('end', async () => {
    const body = JSON.parse(text || '{}');
    if (request.url === '/delay') {
      delayMs = body.delayMs;
      response.end('{}');
      return;
    }
    if (delayMs > 0) await sleep(delayMs);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url?.includes('initiate') ? initiate(body) : lookUp(body)));
  });
});

function initiate({ amount }: { amount: number }) {
  const pidx = randomBytes(11).toString('hex');
  amounts.set(pidx, amount);
  return {
    pidx,
    payment_url: `http://localhost/?pidx=${pidx}`,
    expires_at: new Date(Date.now() + LINK_LIFETIME_SECONDS * 1000).toISOString(),
    expires_in: LINK_LIFETIME_SECONDS,
  };
}

function lookUp({ pidx }: { pidx: string }) {
  const amount = amounts.get(pidx);
  amounts.delete(pidx);
  return {
    pidx,
    total_amount: amount,
    status: 'Completed',
    transaction_id: `transaction-${pidx}`,
    fee: 0,
    refunded: false,
  };
}

server.keepAliveTimeout = 60_000;
server.listen(Number(process.env.PORT), '127.0.0.1');
