import { randomBytes } from 'node:crypto';
import { type EntityManager } from '@mikro-orm/postgresql';
import { hashToken } from '../../auth/hash-token.ts';
import { type Operator } from './operator.ts';
import { OperatorSession } from './operator-session.ts';
import { SESSION_LIMITS } from './read-session.ts';
import { SignInStep, stepAfterPassword } from './sign-in-step.ts';

const HALF_SESSION_MS = 10 * 60_000;
const TOKEN_BYTES = 32;

export interface Device {
  address: string;
  userAgent: string | null;
}

export interface OpenedSession {
  step: SignInStep;
  token: string;
  expiresAt: Date;
}

/** Opens a session after the first step. If a code is required, the session allows only the second step. */
export function openSession(
  em: EntityManager,
  operator: Operator,
  { address, userAgent }: Device,
  isProduction: boolean,
): OpenedSession {
  const step = stepAfterPassword(operator, isProduction);
  const isSignedIn = step === SignInStep.SIGNED_IN;
  const { token, tokenHash } = newSessionToken();
  const expiresAt = new Date(Date.now() + (isSignedIn ? SESSION_LIMITS.lifetimeMs : HALF_SESSION_MS));
  const session = new OperatorSession({ operator, tokenHash, address, userAgent, expiresAt });
  if (isSignedIn) session.signedInAt = new Date();
  em.persist(session);
  return { step, token, expiresAt };
}

export function newSessionToken(): { token: string; tokenHash: string } {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  return { token, tokenHash: hashToken(token) };
}
