import { MINIMUM_PAISA, PAISA_PER_RUPEE } from './paisa.ts';

// Documented. Copied word for word, because clients match on them.
export const BLANK = 'This field may not be blank.';
export const INVALID_URL = 'Enter a valid URL.';
export const INVALID_INTEGER = 'A valid integer is required.';
export const TOO_SMALL = `Amount should be greater than Rs. ${MINIMUM_PAISA / PAISA_PER_RUPEE}, that is ${MINIMUM_PAISA} paisa.`;
export const BREAKDOWN_MISMATCH = 'Amount Breakdown mismatch.';

// Assumptions: the words of Django REST framework, which Khalti's documented messages match.
export const REQUIRED = 'This field is required.';
export const IS_NULL = 'This field may not be null.';
export const INVALID_NUMBER = 'A valid number is required.';
export const INVALID_TEXT = 'Not a valid string.';
export const NOT_AN_OBJECT = 'Invalid data. Expected a dictionary.';
export const NOT_A_LIST = 'Expected a list of items.';

/** Assumption: the documentation has the limit of Rs 200, but no message for it. */
export function tooLarge(ceilingPaisa: number): string {
  return `Amount must be less than ${ceilingPaisa / PAISA_PER_RUPEE}.`;
}

/** Assumption, like the next: the framework's words. */
export function wrongMethod(method: string): string {
  return `Method "${method}" not allowed.`;
}

export function throttledFor(seconds: number): string {
  return `Request was throttled. Expected available in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
}
