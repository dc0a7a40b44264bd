import { type FastifyInstance } from 'fastify';
import { ServiceUnavailable } from '../errors.ts';

/** How far a stop of this process has come. */
export class Shutdown {
  readonly #requests = new AbortController();
  /** `/health/ready` says so, and load balancers send no more requests. Those that arrive are still answered. */
  isAnnounced = false;
  isRefusing = false;

  /** Aborted when the server no longer waits for running requests. */
  get signal(): AbortSignal {
    return this.#requests.signal;
  }

  abortRequests(): void {
    this.#requests.abort();
  }
}

/** Fastify's own answer to a late request is no GraphQL error, and browsers could not read it from another origin. */
export function refuseLateRequests(http: FastifyInstance, shutdown: Shutdown): void {
  http.addHook('onRequest', (_request, reply, done) => {
    if (!shutdown.isAnnounced) return done();
    // The client's next request goes to another process.
    void reply.header('connection', 'close');
    done(shutdown.isRefusing ? new ServiceUnavailable() : undefined);
  });
}
