import { type MetricObject } from 'prom-client';

// From a statement in memory to a gateway that hardly answers.
const BOUNDS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** A metric with its values, as one process sends it to another. */
export type MetricJson = Pick<MetricObject, 'name' | 'help' | 'aggregator'> & { type: unknown; values?: object[] };

interface Series {
  labels: Record<string, string>;
  /** For each bound, and one more for what is longer. */
  counts: number[];
  seconds: number;
}

/** Series by the value of the first label, then of the second, and so on. */
type Branch = Map<string, Branch | Series>;

/** A histogram that each request can afford: prom-client's sorts and checks the labels of every observation. */
export class Durations {
  readonly #name: string;
  readonly #help: string;
  readonly #labels: readonly string[];
  readonly #series: Series[] = [];
  readonly #root: Branch = new Map();

  constructor({ name, help, labels }: { name: string; help: string; labels: readonly string[] }) {
    this.#name = name;
    this.#help = help;
    this.#labels = labels;
  }

  observe(values: Record<string, string>, seconds: number): void {
    const series = this.#find(values) ?? this.#add(values);
    let bucket = 0;
    while (seconds > (BOUNDS_SECONDS[bucket] ?? Number.POSITIVE_INFINITY)) bucket += 1;
    series.counts[bucket] = (series.counts[bucket] ?? 0) + 1;
    series.seconds += seconds;
  }

  /** Without a joined key, which would have to be hashed for each observation. */
  #find(values: Record<string, string>): Series | undefined {
    let place: Branch | Series | undefined = this.#root;
    for (const label of this.#labels) place = (place as Branch | undefined)?.get(values[label] ?? '');
    return place as Series | undefined;
  }

  #add(values: Record<string, string>): Series {
    const series: Series = { labels: values, counts: Array(BOUNDS_SECONDS.length + 1).fill(0), seconds: 0 };
    this.#series.push(series);
    const path = this.#labels.map((label) => values[label] ?? '');
    const last = path.pop() ?? '';
    let branch = this.#root;
    for (const value of path) {
      const next = (branch.get(value) ?? new Map()) as Branch;
      branch.set(value, next);
      branch = next;
    }
    branch.set(last, series);
    return series;
  }

  /** In prom-client's form, where each bucket also counts those below it. */
  asJson(): MetricJson {
    const values = this.#series.flatMap(({ labels, counts, seconds }) => {
      let count = 0;
      const buckets = counts.map((inBucket, index) => {
        count += inBucket;
        const bound = BOUNDS_SECONDS[index] ?? '+Inf';
        return { metricName: `${this.#name}_bucket`, labels: { ...labels, le: bound }, value: count };
      });
      return [
        ...buckets,
        { metricName: `${this.#name}_sum`, labels, value: seconds },
        { metricName: `${this.#name}_count`, labels, value: count },
      ];
    });
    return { name: this.#name, help: this.#help, type: 'histogram', values, aggregator: 'sum' };
  }
}
