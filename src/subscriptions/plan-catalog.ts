import { wrap } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { detached } from '../detached.ts';
import { type Listener } from '../listener.ts';
import { PLANS_CHANGED, Plan } from './plan.ts';

// A line that died in silence, or a pooler that swallows what is announced, hides a change for no longer than this.
const READ_AGAIN_AFTER_MS = 60_000;

interface Plans {
  /** Archived ones too: payments and periods keep pointing at them. */
  byId: ReadonlyMap<string, Plan>;
  /** Cheapest first. */
  onSale: readonly Plan[];
}

/**
 * The plans as they stand in the database, kept in memory in every process until any of them changes, whoever changes
 * it. For showing only: what a payment costs is copied from the row itself.
 */
export class PlanCatalog {
  readonly #em: EntityManager;
  readonly #unlisten: () => void;
  readonly #clock: NodeJS.Timeout;
  #plans: Promise<Plans> | null = null;

  constructor(em: EntityManager, listener: Listener) {
    this.#em = em;
    // Dropped after a gap in the listening too.
    this.#unlisten = listener.listen(PLANS_CHANGED, () => this.#drop());
    this.#clock = setInterval(() => this.#drop(), READ_AGAIN_AFTER_MS).unref();
  }

  async onSale(): Promise<readonly Plan[]> {
    return (await this.#known()).onSale;
  }

  /** Of any plan that a payment, a period or a subscription names. */
  async find(id: string): Promise<Plan> {
    const known = (await this.#known()).byId.get(id);
    if (known) return known;
    // Made a moment ago, and its announcement is still under way.
    this.#drop();
    const made = (await this.#known()).byId.get(id);
    if (!made) throw new Error(`There is no plan ${id}`);
    return made;
  }

  close(): void {
    clearInterval(this.#clock);
    this.#unlisten();
  }

  #known(): Promise<Plans> {
    this.#plans ??= this.#read();
    return this.#plans;
  }

  #drop(): void {
    this.#plans = null;
  }

  async #read(): Promise<Plans> {
    try {
      const found = await this.#em.fork().find(Plan, {}, { orderBy: { pricePaisa: 'asc', code: 'asc' } });
      const plans = found.map((plan) => detached(Plan, wrap(plan).toPOJO()));
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
