const SYSTEM_ERRORS =
  /^(ECONN(REFUSED|RESET|ABORTED)|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|E(HOST|NET)(UNREACH|DOWN)|EADDRNOTAVAIL|E[MN]FILE)$/;
/**
 * PostgreSQL refuses for now: connection (08), resources (53), shutdown (57P), system (58), timeouts, locks, conflicts,
 * read-only. And it refuses our sign-in (28) or our database (3D), which the server knew to work when it started.
 */
const SQL_STATES = /^(08...|53...|57P..|58...|28...|3D...|57014|55P03|25P03|25P04|25006|40001|40P01)$/;
/** `pg` gives these no code. */
const MESSAGES = [
  /^Connection terminated/,
  /^timeout (expired|exceeded when trying to connect)$/,
  /^Client (has encountered a connection error|was closed) and is not queryable$/,
  /^The server does not support SSL connections$/,
  /^There was an error establishing an SSL connection$/,
  /^Cannot use a pool after calling end on the pool$/,
  // Its SQLSTATE, 55000, has many other meanings.
  /^database ".*" is not currently accepting connections$/,
];
const TLS_ERRORS = /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_)/;
const MAX_DEPTH = 5;

export class DatabaseBusy extends Error {
  constructor(what: string, waitedMs: number) {
    super(`${what} waited ${waitedMs} ms for the database`);
    this.name = 'DatabaseBusy';
  }
}

/** Whether an error means that the database is away, full, locked or out of connections, so that a repetition may succeed. */
export function isUnavailable(error: unknown): boolean {
  return reasonUnavailable(error) !== null;
}

/** The code or the message by which an error is known as such; null for other errors. Contains no values. */
export function reasonUnavailable(error: unknown, depth = 0): string | null {
  if (typeof error !== 'object' || error === null || depth > MAX_DEPTH) return null;
  if (error instanceof DatabaseBusy) return error.message;
  // Not `instanceof Error`: graphql-js wraps what was made in another realm, as `thrownValue`.
  const { code = '', message = '', cause, thrownValue, syscall } = error as Record<string, unknown>;
  if (typeof code === 'string') {
    if (SYSTEM_ERRORS.test(code) || SQL_STATES.test(code) || TLS_ERRORS.test(code)) return code;
    // The socket's file is gone while PostgreSQL restarts.
    if (code === 'ENOENT' && syscall === 'connect') return code;
  }
  if (typeof message === 'string' && MESSAGES.some((known) => known.test(message))) return message;
  return reasonUnavailable(cause ?? thrownValue, depth + 1);
}
