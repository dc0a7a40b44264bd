import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { ActorKind, TargetKind } from '../admin/audit-entry.ts';
import { recordDeed } from '../admin/record-deed.ts';
import { khaltiForCommands, loadConfig } from '../config.ts';
import { createLog } from '../logging/log.ts';
import { type Adoption, adoptPayment, askAboutAdoption } from '../payments/adopt-payment.ts';
import { type Payment } from '../payments/payment.ts';
import { settlePayment } from '../payments/settle-payment.ts';
import { buildServices, type Services } from '../services.ts';
import { Plan } from '../subscriptions/plan.ts';
import { withDatabase } from './with-database.ts';

const COMMAND = 'npm run adopt';

// `npm run adopt -- <pidx> <userId> <planCode>`: adds a payment that Khalti knows and the database does not.
await withDatabase(async (orm, databaseUrl) => {
  const [pidx, userId, planCode, ...more] = process.argv.slice(2);
  if (!pidx || !userId || !planCode || more.length > 0)
    throw new Error(`Usage: ${COMMAND} -- <pidx> <userId> <planCode>`);
  const plan = await orm.em.fork().findOne(Plan, { code: planCode });
  if (!plan) throw new Error(`There is no plan ${planCode}.`);
  const config = loadConfig();
  // This command reads and signs no session.
  const authSecret = randomBytes(32).toString('hex');
  const complete = { ...config, databaseUrl, authSecret, khalti: khaltiForCommands(config) };
  const services = await buildServices(complete, orm, createLog({ logLevel: 'fatal' }));
  try {
    const payment = await adopt(services, { pidx, userId, planId: plan.id });
    console.log(`Adopted: payment ${payment.id} is ${payment.status}.`);
  } finally {
    await services.close();
  }
});

async function adopt(services: Services, adoption: Adoption): Promise<Payment> {
  const deed = {
    actorKind: ActorKind.COMMAND,
    actorId: 'adopt',
    requestId: null,
    action: 'adoptPayment',
    target: { kind: TargetKind.PAYMENT, id: null },
  };
  const { payment, lookup } = await recordDeed(services, deed, {
    ask: () => askAboutAdoption(services, adoption),
    change: async (em, lookup) => {
      const payment = await adoptPayment(services, em, adoption);
      const khalti = { status: lookup.statusText, amountPaisa: lookup.amountPaisa };
      return { result: { payment, lookup }, targetId: payment.id, after: { ...adoption, khalti } };
    },
  });
  return settlePayment(services, { payment }, lookup);
}
