import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import { BadUserInput } from '../../errors.ts';

// An id has at most 1023 bytes (WebAuthn, 5.8.3).
const MAX_ID_LENGTH = 1364;
const MAX_LENGTH = 20_000;

const encoded = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[A-Za-z0-9_-]+$/);
const credential = {
  id: encoded(MAX_ID_LENGTH),
  rawId: encoded(MAX_ID_LENGTH),
  type: z.literal('public-key'),
};
const registration = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: encoded(MAX_LENGTH),
    attestationObject: encoded(MAX_LENGTH),
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/))
      .max(10)
      .default([]),
  }),
});
const authentication = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: encoded(MAX_LENGTH),
    authenticatorData: encoded(MAX_LENGTH),
    signature: encoded(MAX_LENGTH),
  }),
});

/** Throws `BadUserInput`. */
export function readRegistration(response: unknown): RegistrationResponseJSON {
  return { ...read(registration, response), clientExtensionResults: {} };
}

/** Throws `BadUserInput`. */
export function readAuthentication(response: unknown): AuthenticationResponseJSON {
  return { ...read(authentication, response), clientExtensionResults: {} };
}

function read<Result>(schema: z.ZodType<Result>, response: unknown): Result {
  const parsed = schema.safeParse(response);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') || 'response';
  throw new BadUserInput('response', `This is not what a browser returns for a passkey: look at ${where}.`);
}
