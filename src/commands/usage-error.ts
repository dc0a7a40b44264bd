/** The arguments cannot be used. The message says why. */
export class UsageError extends Error {}
