import { type FastifyRequest } from 'fastify';
import { type Language, languageAsked } from '../languages/language.ts';

/** Cookies are missing if a request fails before they are read. */
export function languageOf({
  cookies,
  headers,
}: Pick<FastifyRequest, 'headers'> & { cookies?: FastifyRequest['cookies'] }): Language {
  return languageAsked(cookies?.language, headers['accept-language']);
}
