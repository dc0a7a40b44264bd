import pLimit from 'p-limit';
import { RateLimited } from '../errors.ts';

// The thread pool has four threads for the whole process. Two stay free for DNS, files and signatures, so that calls to
// Khalti and to the database do not wait behind passwords.
const AT_ONCE = 2;
// The last in the queue waits for 0.3 s on two idle cores (13 ms a hash), and for 1.4 s on two busy ones.
const MAX_WAITING = 24;
const RETRY_AFTER_SECONDS = 2;

const threads = pLimit(AT_ONCE);
let admitted = 0;

/**
 * Runs `work`, which checks or hashes a password. Throws `RateLimited` at once if too many are ahead, before `work` has
 * counted an attempt.
 */
export async function admitToHashing<Result>(work: () => Promise<Result>): Promise<Result> {
  if (admitted >= AT_ONCE + MAX_WAITING) throw new RateLimited(RETRY_AFTER_SECONDS);
  admitted += 1;
  try {
    return await work();
  } finally {
    admitted -= 1;
  }
}

/** Waits for a thread. */
export async function inTurn<Result>(hash: () => Promise<Result>): Promise<Result> {
  return threads(hash);
}
