import { type WebSocket } from '@fastify/websocket';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type GraphQLSchema } from 'graphql';
import { CloseCode, makeServer } from 'graphql-ws';
import { type Config } from '../config.ts';
import { Forbidden } from '../errors.ts';
import { type Services } from '../services.ts';
import { isAllowedOrigin } from './allowed-origins.ts';
import { clientAddress } from './client-address.ts';
import { type OpenStreams } from './open-streams.ts';
import { type SocketExtra, type SocketParams, SocketSubscriptions } from './socket-subscriptions.ts';
import { type TrustedDocuments } from './trusted-documents.ts';

// Finds clients that are gone without a word.
const PING_EVERY_MS = 12_000;
const UNEXPECTED = 1011;

interface Served {
  path: string;
  schema: GraphQLSchema;
  streams: OpenStreams;
  trusted: TrustedDocuments;
  shutdownSignal: AbortSignal;
  /** Answers a GET request that asks for no WebSocket. */
  answer: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;
}

type Server = ReturnType<typeof makeServer<SocketParams, SocketExtra>>;

/** Serves GraphQL subscriptions over WebSockets, in the protocol of graphql-ws, which most clients have built in. */
export function serveWebSocket(http: FastifyInstance, config: Config, services: Services, served: Served): void {
  const { path, streams, answer } = served;
  const server = makeServer<SocketParams, SocketExtra>(new SocketSubscriptions(config, services, served).options);
  http.route({
    method: 'GET',
    url: path,
    config: { rateLimit: {} },
    onRequest: async (request) => {
      if (request.ws) refuseForeignPages(config, request);
    },
    handler: answer,
    wsHandler(socket, request) {
      const closed = new AbortController();
      socket.once('close', () => closed.abort());
      if (streams.admitSocket(clientAddress(request.ip), closed.signal))
        return serve(server, services, socket, request);
      socket.close(CloseCode.TooManyInitialisationRequests, 'Too many connections');
    },
  });
}

/** Browsers send cookies with the WebSocket of any page, and ask for no permission. */
function refuseForeignPages(config: Config, { headers: { origin } }: FastifyRequest): void {
  if (origin === undefined || isAllowedOrigin(config, origin)) return;
  throw new Forbidden('Pages of this origin may not connect. Add it to CORS_ORIGINS.');
}

function serve(server: Server, { log }: Services, socket: WebSocket, request: FastifyRequest): void {
  const onClosed = server.opened(
    {
      protocol: socket.protocol,
      send: (text) =>
        new Promise((resolve, reject) => socket.send(text, (error) => (error ? reject(error) : resolve()))),
      close: (code, reason) => socket.close(code, reason),
      onMessage(read) {
        socket.on('message', (message) => {
          read(String(message)).catch((err: unknown) => {
            // Mostly a client that left while it was answered.
            log.debug({ err }, 'a message of a WebSocket could not be answered');
            socket.close(UNEXPECTED, 'Something went wrong on our side.');
          });
        });
      },
    },
    { request, close: (code, reason) => socket.close(code, reason) },
  );
  const stopPinging = keepPinging(socket);
  socket.once('close', (code, reason) => {
    stopPinging();
    onClosed(code, String(reason)).catch((err: unknown) => log.warn({ err }, 'a WebSocket was not closed well'));
  });
}

function keepPinging(socket: WebSocket): () => void {
  let isAlive = true;
  socket.on('pong', () => {
    isAlive = true;
  });
  const pinging = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, PING_EVERY_MS);
  return () => clearInterval(pinging);
}
