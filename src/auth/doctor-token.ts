import { createHmac, timingSafeEqual } from 'node:crypto';

const VALID_FOR_MS = 2 * 60 * 1000;

export const DOCTOR_HEADER = 'x-doctor-token';
export const SEEN_PATH = '/health/seen';

/** Proves to the server that a request comes from `npm run doctor` with the same configuration. Valid for two minutes. */
export function createDoctorToken(secretKey: string): string {
  const expiresAt = String(Date.now() + VALID_FOR_MS);
  return `${expiresAt}.${sign(expiresAt, secretKey)}`;
}

export function isDoctorToken(token: unknown, secretKey: string): boolean {
  const [, expiresAt = '', signature = ''] = /^(\d{1,15})\.([\w-]{43})$/.exec(String(token)) ?? [];
  const expected = Buffer.from(sign(expiresAt, secretKey));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
  const leftMs = Number(expiresAt) - Date.now();
  return leftMs > 0 && leftMs <= VALID_FOR_MS;
}

function sign(expiresAt: string, secretKey: string): string {
  return createHmac('sha256', secretKey).update(`doctor-token ${expiresAt}`).digest('base64url');
}
