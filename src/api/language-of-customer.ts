import { type FastifyRequest } from 'fastify';
import { type Language, languageChosen } from '../languages/language.ts';
import { type Services } from '../services.ts';
import { User } from '../users/user.ts';
import { languageOf } from './language-of.ts';

/**
 * Chosen in this browser, else of the account, else of Accept-Language. Reads the account, so it is for what is rarely said,
 * such as a refusal.
 */
export async function languageOfCustomer(
  { orm, log }: Services,
  request: FastifyRequest,
  userId: string | null,
): Promise<Language> {
  const chosen = languageChosen(request.cookies?.language);
  if (chosen !== null || userId === null) return chosen ?? languageOf(request);
  try {
    const user = await orm.em.fork().findOne(User, userId);
    return user?.language ?? languageOf(request);
  } catch (error) {
    // The refusal matters more.
    log.debug({ err: error }, 'the language of an account cannot be read');
    return languageOf(request);
  }
}
