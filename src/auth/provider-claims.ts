import { z } from 'zod';
import { emailFault } from '../users/email-fault.ts';
import { readName } from '../users/read-name.ts';

const ANSWERED_WITHIN_MS = 3_000;

/** What a token, or the provider's userinfo, says. An address or a name that an account with a password could not have is left out. */
export const providerClaims = z.object({
  sub: z
    .string()
    .max(500)
    .regex(/^\P{Cc}+$/u),
  email: z
    .string()
    .refine((address) => emailFault(address) === null)
    .toLowerCase()
    .optional()
    .catch(undefined),
  // Cognito's userinfo sends texts. Anything else counts as not confirmed.
  email_verified: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
    .default(false)
    .catch(false),
  name: z
    .string()
    .transform((text) => readName(text).name ?? undefined)
    .optional()
    .catch(undefined),
});

export type ProviderClaims = z.infer<typeof providerClaims>;

/** Throws if the provider does not answer, or answers about somebody else. */
export async function fetchUserinfo(url: string, token: string, sub: string): Promise<ProviderClaims> {
  const response = await fetch(url, {
    headers: { accept: 'application/json', authorization: `Bearer ${token}` },
    redirect: 'error',
    signal: AbortSignal.timeout(ANSWERED_WITHIN_MS),
  });
  if (!response.ok) throw new Error(`Userinfo was answered with HTTP ${response.status}`);
  const claims = providerClaims.parse(await response.json());
  if (claims.sub !== sub) throw new Error('Userinfo is about another subject than the token');
  return claims;
}
