import { type FastifyInstance, type FastifyReply } from 'fastify';
import { Forbidden, Unauthenticated } from '../errors.ts';
import { type Said, say } from '../languages/say.ts';
import { findReceipt, type ReceiptWithRecipient } from '../receipts/find-receipts.ts';
import { openReceipt } from '../receipts/open-receipt.ts';
import { receiptPage, receiptPolicy } from '../receipts/receipt-page.ts';
import { type Services } from '../services.ts';
import { authenticate } from './authenticate.ts';
import { languageOfCustomer } from './language-of-customer.ts';

interface Route {
  Params: { key: string };
  Querystring: { download?: string };
}

/** A receipt by its number or id, for its customer alone. With `?download`, to save. */
export function serveReceipts(http: FastifyInstance, services: Services): void {
  http.route<Route>({
    method: 'GET',
    url: '/receipts/:key',
    config: { rateLimit: {} },
    exposeHeadRoute: false,
    handler: async ({ params, query }, reply) => {
      void reply.header('cache-control', 'no-store');
      const userId = await authenticate(services, reply.request).catch((error: unknown) => {
        if (error instanceof Unauthenticated || error instanceof Forbidden) return null;
        throw error;
      });
      const refuse = async (status: 401 | 404, said: Said) => {
        const language = await languageOfCustomer(services, reply.request, userId);
        return reply.code(status).type('text/plain; charset=utf-8').send(said[language]);
      };
      if (userId === null)
        return refuse(
          401,
          say(({ receiptNeedsSignIn }) => receiptNeedsSignIn),
        );
      const em = services.orm.em.fork();
      const found = await findReceipt(em, params.key);
      if (found?.receipt.payment.user.id !== userId)
        return refuse(
          404,
          say(({ receiptNotFound }) => receiptNotFound),
        );
      const isFirst = await openReceipt(em, found.receipt.id);
      return sendReceipt(reply, services, found, { isCopy: !isFirst, isDownload: query.download !== undefined });
    },
  });
}

export function sendReceipt(
  reply: FastifyReply,
  { shop }: Services,
  found: ReceiptWithRecipient,
  { isCopy, isDownload }: { isCopy: boolean; isDownload: boolean },
): FastifyReply {
  const disposition = isDownload ? 'attachment' : 'inline';
  return reply
    .header('content-security-policy', receiptPolicy(shop))
    .header('content-disposition', `${disposition}; filename="${found.receipt.number}.html"`)
    .type('text/html; charset=utf-8')
    .send(receiptPage(found, shop, isCopy));
}
