import { type EntityManager, type FilterQuery } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import { Payment } from '../../payments/payment.ts';
import { Refund } from '../../payments/refund.ts';
import { Receipt } from '../../receipts/receipt.ts';
import { Grant } from '../../subscriptions/grant.ts';
import { Period } from '../../subscriptions/period.ts';
import { Plan } from '../../subscriptions/plan.ts';
import { Subscription } from '../../subscriptions/subscription.ts';
import { User } from '../../users/user.ts';
import { type AdminContext } from '../admin-context.ts';
import { Operator } from '../operators/operator.ts';

type Load<Value> = DataLoader<string, Value>;

/** One statement for all things of a kind that a level of the answer needs. */
export interface Loaders {
  customers: Load<User | null>;
  plans: Load<Plan | null>;
  payments: Load<Payment | null>;
  operators: Load<Operator | null>;
  grants: Load<Grant | null>;
  refundsOf: Load<Refund[]>;
  receiptsOf: Load<Receipt[]>;
  periodOf: Load<Period | null>;
  periodsOfCustomer: Load<Period[]>;
  subscriptionOf: Load<Subscription | null>;
}

const loaders = new WeakMap<AdminContext, Loaders>();

export function loadersOf(context: AdminContext): Loaders {
  let found = loaders.get(context);
  if (!found) {
    found = createLoaders(context.em);
    loaders.set(context, found);
  }
  return found;
}

function createLoaders(em: EntityManager): Loaders {
  return {
    customers: oneEach(em, User, 'id', ({ id }) => id),
    plans: oneEach(em, Plan, 'id', ({ id }) => id),
    payments: oneEach(em, Payment, 'id', ({ id }) => id),
    operators: oneEach(em, Operator, 'id', ({ id }) => id),
    grants: oneEach(em, Grant, 'id', ({ id }) => id),
    refundsOf: manyEach(em, Refund, 'payment', ({ payment }) => payment.id),
    receiptsOf: manyEach(em, Receipt, 'payment', ({ payment }) => payment.id),
    periodOf: oneEach(em, Period, 'paymentId', ({ paymentId }) => paymentId),
    periodsOfCustomer: manyEach(em, Period, 'user', ({ user }) => user.id),
    subscriptionOf: oneEach(em, Subscription, 'user', ({ user }) => user.id),
  };
}

type KeyOf<Entity> = (entity: Entity) => string | null;

function oneEach<Entity extends object>(
  em: EntityManager,
  entity: new (...values: never[]) => Entity,
  column: string,
  keyOf: KeyOf<Entity>,
): Load<Entity | null> {
  return loader(async (keys) => {
    const found = new Map((await find(em, entity, column, keys)).map((one) => [keyOf(one), one]));
    return keys.map((key) => found.get(key) ?? null);
  });
}

function manyEach<Entity extends { id: string }>(
  em: EntityManager,
  entity: new (...values: never[]) => Entity,
  column: string,
  keyOf: KeyOf<Entity>,
): Load<Entity[]> {
  return loader(async (keys) => {
    const found = new Map<string | null, Entity[]>();
    for (const one of await find(em, entity, column, keys)) {
      const key = keyOf(one);
      found.set(key, [...(found.get(key) ?? []), one]);
    }
    return keys.map((key) => (found.get(key) ?? []).toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  });
}

/** Keeps nothing: a second mutation of the same request must not show what was read before it. */
function loader<Value>(read: (keys: readonly string[]) => Promise<Value[]>): Load<Value> {
  return new DataLoader(read, { cache: false });
}

function find<Entity extends object>(
  em: EntityManager,
  entity: new (...values: never[]) => Entity,
  column: string,
  keys: readonly string[],
): Promise<Entity[]> {
  const where = { [column]: { $in: [...new Set(keys)] } } as unknown as FilterQuery<NoInfer<Entity>>;
  return em.fork().find<Entity>(entity, where);
}
