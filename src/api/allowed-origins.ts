import { type Config } from '../config.ts';

const THIS_MACHINE = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Origins, beside the server's own, whose pages may send requests. */
export function allowedOrigins({ corsOrigins }: Config): string[] | RegExp {
  return corsOrigins ?? THIS_MACHINE;
}

export function isAllowedOrigin(config: Config, origin: string): boolean {
  const allowed = allowedOrigins(config);
  if (origin === new URL(config.publicUrl).origin) return true;
  return allowed instanceof RegExp ? allowed.test(origin) : allowed.includes(origin);
}
