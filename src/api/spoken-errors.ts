import { type ApolloServerPlugin } from '@apollo/server';
import { type Language } from '../languages/language.ts';
import { type RequestContext } from './request-context.ts';

/** In which language the request asks that an error is part of. */
export class SpokenErrors {
  readonly #languages = new WeakMap<object, Language>();

  get plugin(): ApolloServerPlugin<RequestContext> {
    return {
      requestDidStart: async () => ({
        didEncounterErrors: async ({ errors, contextValue }) => {
          for (const error of errors) this.#languages.set(error, contextValue.language);
        },
      }),
    };
  }

  languageOf(error: unknown): Language | undefined {
    return typeof error === 'object' && error !== null ? this.#languages.get(error) : undefined;
  }
}
