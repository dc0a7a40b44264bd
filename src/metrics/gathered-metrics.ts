import cluster, { type Worker } from 'node:cluster';
import { AggregatorRegistry } from 'prom-client';
import { type MetricJson } from './durations.ts';
import { type Metrics } from './metrics.ts';

// A busy process answers late; without it, its last known counts are used.
const ANSWERED_WITHIN_MS = 2_000;
// What a process has counted stays counted after its end. Its gauges end with it.
const LASTING = new Set<unknown>(['counter', 'histogram']);

interface Message {
  metricsAsked?: number;
  metrics?: MetricJson[];
}

/** The metrics of this process and of those that it has forked. No count falls when one of them ends. */
export class GatheredMetrics {
  readonly #own: Metrics;
  readonly #latest = new Map<number, MetricJson[]>();
  #ended: MetricJson[] = [];
  #asked = 0;

  constructor(own: Metrics) {
    this.#own = own;
    cluster.on('exit', (worker) => void this.#keep(worker));
  }

  async read(): Promise<MetricJson[][]> {
    this.#asked += 1;
    const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
    await Promise.all(workers.map((worker) => this.#ask(worker, this.#asked)));
    return [await this.#own.asJson(), ...this.#latest.values(), this.#ended];
  }

  async #ask(worker: Worker, metricsAsked: number): Promise<void> {
    if (!worker.isConnected()) return;
    await new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        worker.off('message', hear);
        resolve();
      };
      const hear = (message: Message) => {
        if (message?.metricsAsked !== metricsAsked || !message.metrics) return;
        this.#latest.set(worker.id, message.metrics);
        end();
      };
      const timer = setTimeout(end, ANSWERED_WITHIN_MS);
      worker.on('message', hear);
      worker.send({ metricsAsked }, () => {});
    });
  }

  async #keep({ id }: Worker): Promise<void> {
    const counted = (this.#latest.get(id) ?? []).filter(({ type }) => LASTING.has(type));
    this.#latest.delete(id);
    this.#ended = await AggregatorRegistry.aggregate([this.#ended, counted]).getMetricsAsJSON();
  }
}

/** In a forked process: answers the process that serves the metrics. */
export function answerWithMetrics(metrics: Metrics): void {
  process.on('message', async ({ metricsAsked }: Message) => {
    if (metricsAsked !== undefined) process.send?.({ metricsAsked, metrics: await metrics.asJson() });
  });
}
