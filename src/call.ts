import { type EntityManager } from '@mikro-orm/postgresql';
import { type Services } from './services.ts';
import { type Session } from './users/session.ts';

/** What one call of a client brings along. */
export interface Call {
  services: Services;
  /** This call's own unit of work. */
  em: EntityManager;
  /** The network address of the client. */
  address: string;
  /** Aborted when the client is gone. */
  signal: AbortSignal;
  /** The id of the user who calls. Throws `Unauthenticated`; checked once for each call, and only when asked for. */
  userId(): Promise<string>;
  /** Sets the session's cookie in the answer, or clears it. */
  setSessionCookie(session: Session | null): void;
}
