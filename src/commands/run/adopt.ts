import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { ActorKind } from '../../admin/audit-entry.ts';
import { adopt } from '../../admin/reviews/adopt.ts';
import { khaltiForCommands, loadConfig } from '../../config.ts';
import { createLog } from '../../logging/log.ts';
import { buildServices } from '../../services.ts';
import { Plan } from '../../subscriptions/plan.ts';
import { withDatabase } from '../with-database.ts';

const COMMAND = 'npm run adopt';
const ACTOR = { actorKind: ActorKind.COMMAND, actorId: 'adopt', requestId: null };

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
  const complete = {
    ...config,
    databaseUrl,
    databaseDirectUrl: databaseUrl,
    authSecret,
    khalti: khaltiForCommands(config),
  };
  const services = await buildServices(complete, orm, createLog({ logLevel: 'fatal' }));
  try {
    const payment = await adopt(services, ACTOR, { pidx, userId, planId: plan.id });
    console.log(`Adopted: payment ${payment.id} is ${payment.status}.`);
  } finally {
    await services.close();
  }
});
