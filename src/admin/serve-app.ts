import { type FastifyInstance } from 'fastify';
import { serveBuiltApp } from '../api/built-app.ts';

// The app's pages; a test compares them with its routes.
const pages =
  /^\/(accept|account|audit|connections|ending|extensions|figures|operators|plans|refunds|reset|(customers|payments)(\/[^/]+)?)?$/;

/** The operators' pages, at `/admin`. */
export async function serveApp(http: FastifyInstance): Promise<void> {
  http.get('/admin', (_request, reply) => reply.redirect('/admin/'));
  await http.register(
    (admin) =>
      serveBuiltApp(admin, { name: 'admin', title: "The operators' app", hasPage: (path) => pages.test(path) }),
    { prefix: '/admin' },
  );
}
