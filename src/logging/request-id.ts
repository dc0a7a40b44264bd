import { AsyncLocalStorage } from 'node:async_hooks';

/** The id of the HTTP request that is being answered. The log adds it to each line; no request needs a logger of its own. */
export const currentRequestId = new AsyncLocalStorage<string>();
