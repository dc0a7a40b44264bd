import { type Problem } from '../../../kit/problem.ts';
import { problemOf } from '../app/problem-of.ts';

/** Browsers have passkeys on pages with TLS, and on this machine. */
export function canUsePasskeys(): boolean {
  return window.isSecureContext && 'PublicKeyCredential' in window;
}

/** The browser's own refusals, such as a closed window, are errors of the DOM. */
export function passkeyProblem(error: unknown): Problem {
  const isOfBrowser = error instanceof DOMException || (error instanceof Error && error.name === 'NotAllowedError');
  if (!isOfBrowser) return problemOf(error);
  const text = 'The passkey was not used. Try again, or enter a code.';
  return { code: 'PASSKEY_NOT_USED', text, isRetryable: true, argument: null };
}
