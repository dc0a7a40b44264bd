export interface Answered {
  readonly status: number;
  readonly body: unknown;
  readonly ms: number;
}

/** A request to Khalti's API or to the payment page. */
export interface LoggedRequest {
  /** Counts up from 1. */
  readonly number: number;
  /** The time of the simulator. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** Without keys and cookies. */
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  /** Null for a path that Khalti does not have. */
  readonly endpoint: string | null;
  readonly merchant: string | null;
  readonly pidx: string | null;
  readonly purchaseOrderId: string | null;
  /** The kinds of the faults that struck it. */
  readonly faults: readonly string[];
  /** Null while there is none: not yet, or never because of a fault. */
  readonly answer: Answered | null;
}

type Draft = Omit<LoggedRequest, 'number'>;
type Listener = (entry: LoggedRequest) => void;

/** A simulator may run for weeks, so the journal is bounded. */
const CAPACITY = 500;

export class Journal {
  readonly entries: LoggedRequest[] = [];
  readonly #listeners = new Set<Listener>();
  #last = 0;

  /** The number of the newest request. */
  get last(): number {
    return this.#last;
  }

  add(draft: Draft): LoggedRequest {
    this.#last += 1;
    const entry = { number: this.#last, ...draft };
    this.entries.push(entry);
    if (this.entries.length > CAPACITY) this.entries.shift();
    this.#tell(entry);
    return entry;
  }

  /** Adds what became known later, such as the answer. */
  complete(entry: LoggedRequest, changes: Partial<Draft>): void {
    Object.assign(entry, changes);
    this.#tell(entry);
  }

  remove(isRemoved: (entry: LoggedRequest) => boolean): void {
    const kept = this.entries.filter((entry) => !isRemoved(entry));
    this.entries.splice(0, this.entries.length, ...kept);
  }

  /** Returns a function that ends the listening. */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #tell(entry: LoggedRequest): void {
    for (const listener of this.#listeners) listener(entry);
  }
}
