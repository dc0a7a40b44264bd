import Fastify from 'fastify';
import mercurius from 'mercurius';
import { authenticate } from './authenticate.ts';
import { type Context, resolvers, typeDefs } from './schema.ts';
import { settings } from './settings.ts';

// Mercurius with its JIT compiler and the hand-written SQL of store.ts, as a peer of this server.
const http = Fastify();
await http.register(mercurius, {
  schema: typeDefs,
  resolvers: resolvers as never,
  jit: 1,
  context: (request): Context => ({ userId: () => authenticate(request.headers.authorization) }),
});
await http.listen({ host: '127.0.0.1', port: settings.port });
