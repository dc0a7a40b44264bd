import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { Durations, type MetricJson } from './durations.ts';

/** A metric, declared by the code that counts. The values of its labels must come from a closed set. */
export interface Definition<Label extends string = string> {
  name: string;
  help: string;
  labels: readonly Label[];
}

type Values<Label extends string> = Record<Label, string>;

interface Sample {
  labels?: Record<string, string>;
  value: number;
}

interface Aggregation {
  aggregator?: 'sum' | 'max' | 'first';
}

/** The metrics of this process. Knows none of them: a metric is registered when it is first used. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #counters = new Map<string, Counter>();
  readonly #durations = new Map<string, Durations>();

  constructor(build: Record<string, string>) {
    collectDefaultMetrics({ register: this.#registry });
    const info = { name: 'build_info', help: 'The version that runs.', labels: Object.keys(build) };
    this.gauge(info, () => [{ labels: build, value: 1 }], { aggregator: 'first' });
  }

  count<Label extends string>(definition: Definition<Label>, values: Values<Label>, by = 1): void {
    let counter = this.#counters.get(definition.name);
    if (!counter) {
      counter = new Counter(this.#described(definition));
      this.#counters.set(definition.name, counter);
    }
    counter.inc(values, by);
  }

  observe<Label extends string>(definition: Definition<Label>, values: Values<Label>, seconds: number): void {
    let durations = this.#durations.get(definition.name);
    if (!durations) {
      durations = new Durations(definition);
      this.#durations.set(definition.name, durations);
    }
    durations.observe(values, seconds);
  }

  /** `read` is called for each scrape. If it throws, the gauge has no values. */
  gauge(
    definition: Definition,
    read: () => Sample[] | Promise<Sample[]>,
    { aggregator = 'sum' }: Aggregation = {},
  ): void {
    const gauge = new Gauge({
      ...this.#described(definition),
      aggregator,
      async collect() {
        gauge.reset();
        const samples = await Promise.resolve()
          .then(read)
          .catch(() => []);
        for (const { labels = {}, value } of samples) gauge.set(labels, value);
      },
    });
  }

  async asJson(): Promise<MetricJson[]> {
    const durations = [...this.#durations.values()].map((measured) => measured.asJson());
    return [...(await this.#registry.getMetricsAsJSON()), ...durations];
  }

  close(): void {
    this.#registry.clear();
  }

  #described({ name, help, labels }: Definition) {
    return { name, help, labelNames: [...labels], registers: [this.#registry] };
  }
}
