import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify from 'fastify';
import { authenticate } from './authenticate.ts';
import { type Context, resolvers, typeDefs } from './schema.ts';
import { settings } from './settings.ts';

// Apollo Server on Fastify with the hand-written SQL of store.ts, as a peer of this server.
const apollo = new ApolloServer<Context>({ typeDefs, resolvers, plugins: [ApolloServerPluginCacheControlDisabled()] });
await apollo.start();
const http = Fastify();
const handler = fastifyApolloHandler(apollo, {
  context: async (request) => ({ userId: () => authenticate(request.headers.authorization) }),
});
http.post('/graphql', handler);
await http.listen({ host: '127.0.0.1', port: settings.port });
