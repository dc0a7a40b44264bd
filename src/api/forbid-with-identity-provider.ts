import { Forbidden } from '../errors.ts';
import { say } from '../languages/say.ts';
import { type RequestContext } from './request-context.ts';

/** The provider has the passwords and the sessions. */
export function forbidWithIdentityProvider({ services }: RequestContext): void {
  if (services.identityProvider) throw new Forbidden(say(({ atIdentityProvider }) => atIdentityProvider));
}
