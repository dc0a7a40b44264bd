import { ApiError } from '../errors.ts';
import { type ApiKeyScope } from './api-key.ts';

export class ApiKeyMissing extends ApiError {
  constructor() {
    super('Send an API key: Authorization: Bearer ks_… . Operators make keys in the app at /admin.', {
      code: 'API_KEY_MISSING',
      retryable: false,
    });
  }
}

export class ApiKeyInvalid extends ApiError {
  constructor(why: 'is not known' | 'has expired' | 'was revoked') {
    super(`This API key ${why}. Ask an operator for another one.`, { code: 'API_KEY_INVALID', retryable: false });
  }
}

export class ScopeMissing extends ApiError {
  constructor(scope: ApiKeyScope) {
    super(`This API key does not have the scope ${scope}.`, { code: 'SCOPE_MISSING', retryable: false, scope });
  }
}

/** The reader of the feed was away for longer than events are kept. */
export class EventsRemoved extends ApiError {
  constructor(after: string) {
    super(
      `Events after this one were removed. Ask for the access of your customers again, then go on after ${after}.`,
      {
        code: 'EVENTS_REMOVED',
        retryable: false,
        after,
      },
    );
  }
}
