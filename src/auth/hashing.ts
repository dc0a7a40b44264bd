import pLimit from 'p-limit';
import { RateLimited } from '../errors.ts';

// Of the four threads of the process's pool, two stay free for DNS, files and signatures, and so for calls to Khalti.
const AT_ONCE = 2;
// The last in the queue waits for 0.3 s on two idle cores (13 ms a hash), and for 1.4 s on two busy ones.
const MAX_WAITING = 24;
const RETRY_AFTER_SECONDS = 2;

const threads = pLimit(AT_ONCE);
let admitted = 0;

/** Runs `work`, which hashes a password. If too many are ahead, throws `RateLimited` before `work` counts an attempt. */
export async function admitToHashing<Result>(work: () => Promise<Result>): Promise<Result> {
  if (admitted >= AT_ONCE + MAX_WAITING) throw new RateLimited(RETRY_AFTER_SECONDS);
  admitted += 1;
  try {
    return await work();
  } finally {
    admitted -= 1;
  }
}

export async function inTurn<Result>(hash: () => Promise<Result>): Promise<Result> {
  return threads(hash);
}
