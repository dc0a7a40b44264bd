import { Counter, collectDefaultMetrics, Gauge, Histogram, type MetricObject, Registry } from 'prom-client';

// From a statement in memory to a gateway that hardly answers.
const BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

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
  readonly #histograms = new Map<string, Histogram>();

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
    let histogram = this.#histograms.get(definition.name);
    if (!histogram) {
      histogram = new Histogram({ ...this.#described(definition), buckets: BUCKETS_SECONDS });
      this.#histograms.set(definition.name, histogram);
    }
    histogram.observe(values, seconds);
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

  asJson(): Promise<MetricObject[]> {
    return this.#registry.getMetricsAsJSON();
  }

  close(): void {
    this.#registry.clear();
  }

  #described({ name, help, labels }: Definition) {
    return { name, help, labelNames: [...labels], registers: [this.#registry] };
  }
}
