import { wrap } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { type Listener } from '../database/listener.ts';
import { unmanaged } from '../database/unmanaged.ts';
import { PLANS_CHANGED, Plan } from './plan.ts';

// Limits the delay when a dead connection, or a pooler, hides a notification.
const REREAD_AFTER_MS = 60_000;

interface Plans {
  byId: ReadonlyMap<string, Plan>;
  onSale: readonly Plan[];
}

/** All plans, cached in memory until one of them changes. For display only: `createPayment` copies the price in SQL. */
export class PlanCatalog {
  readonly #em: EntityManager;
  readonly #unlisten: () => void;
  readonly #clock: NodeJS.Timeout;
  #plans: Promise<Plans> | null = null;

  constructor(em: EntityManager, listener: Listener) {
    this.#em = em;
    this.#unlisten = listener.listen(PLANS_CHANGED, () => this.#drop());
    this.#clock = setInterval(() => this.#drop(), REREAD_AFTER_MS).unref();
  }

  async onSale(): Promise<readonly Plan[]> {
    return (await this.#cached()).onSale;
  }

  async find(id: string): Promise<Plan> {
    const known = (await this.#cached()).byId.get(id);
    if (known) return known;
    this.#drop();
    const created = (await this.#cached()).byId.get(id);
    if (!created) throw new Error(`There is no plan ${id}`);
    return created;
  }

  close(): void {
    clearInterval(this.#clock);
    this.#unlisten();
  }

  #cached(): Promise<Plans> {
    this.#plans ??= this.#read();
    return this.#plans;
  }

  #drop(): void {
    this.#plans = null;
  }

  async #read(): Promise<Plans> {
    try {
      const found = await this.#em.fork().find(Plan, {}, { orderBy: { pricePaisa: 'asc', code: 'asc' } });
      const plans = found.map((plan) => unmanaged(Plan, wrap(plan).toPOJO()));
      return {
        byId: new Map(plans.map((plan) => [plan.id, plan])),
        onSale: plans.filter((plan) => !plan.isArchived),
      };
    } catch (error) {
      this.#drop();
      throw error;
    }
  }
}
