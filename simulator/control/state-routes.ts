import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { faultsSchema } from '../faults.ts';
import { parse } from '../parse.ts';
import { paymentRecordSchema } from '../payment-record.ts';
import { changeSchema } from '../settings/settings.ts';
import { nepalTime } from '../time.ts';
import { merchantOfKey } from './merchant-of-key.ts';

const STATE_LIMIT_BYTES = 100_000_000;

const stateSchema = z.strictObject({
  now: z.iso.datetime({ offset: true }),
  settings: changeSchema,
  faults: faultsSchema,
  payments: z.array(paymentRecordSchema),
});
const resetSchema = z.strictObject({ key: z.string().optional() });

/** Saves, loads and clears all that the simulator knows, and moves its clock. */
export function addStateRoutes(app: FastifyInstance, context: Context): void {
  const { payments, settings, faults, clock } = context;
  app.get('/state', () => ({
    now: nepalTime(clock.now()),
    settings: settings.values,
    faults: faults.remaining(),
    payments: [...payments.byPidx.values()],
  }));
  app.put('/state', { bodyLimit: STATE_LIMIT_BYTES }, ({ body }) => {
    const state = parse(stateSchema, body);
    reset(context);
    clock.move({ at: state.now });
    settings.change(state.settings);
    faults.set(state.faults);
    for (const record of state.payments) payments.put(record);
    return { payments: payments.byPidx.size };
  });

  app.post('/reset', ({ body }) => {
    const { key } = parse(resetSchema, body ?? {});
    if (key === undefined) reset(context);
    else resetMerchant(key, context);
    return { payments: payments.byPidx.size };
  });

  app.get('/clock', () => clock);
  app.post('/clock', ({ body }) => {
    clock.move(body ?? {});
    return clock;
  });

  app.post('/pidx', ({ body }) => context.chosenPidxs.add(body ?? {}, (pidx) => payments.find(pidx) !== undefined));
}

/** As after the start, without payments. */
function reset({ payments, settings, faults, firstFaults, clock, journal, chosenPidxs }: Context): void {
  for (const payment of payments.byPidx.values()) payments.remove(payment);
  settings.reset();
  faults.set(firstFaults);
  clock.reset();
  journal.remove(() => true);
  chosenPidxs.clear();
}

/** Leaves alone what others share: settings, the clock, and faults for everybody. */
function resetMerchant(key: string, context: Context): void {
  const merchant = merchantOfKey(key, context);
  const { payments, faults, journal, chosenPidxs } = context;
  for (const payment of payments.byPidx.values()) if (payment.merchant === merchant) payments.remove(payment);
  faults.set([], key);
  journal.remove((entry) => entry.merchant === merchant);
  chosenPidxs.clear(key);
}
