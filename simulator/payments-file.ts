import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { type PaymentRecord, paymentRecordSchema } from './payment-record.ts';
import type { Payments } from './payments.ts';

const fileSchema = z.object({ payments: z.array(paymentRecordSchema) });

/** Keeps the payments across restarts, as JSON. */
export class PaymentsFile {
  readonly #path: string;
  #payments: Payments | undefined;
  #hasChanges = false;
  #writing: Promise<void> | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  async load(): Promise<PaymentRecord[]> {
    const text = await readFile(this.#path, 'utf8').catch(() => undefined);
    if (text === undefined) return [];
    try {
      return fileSchema.parse(JSON.parse(text)).payments;
    } catch {
      // A start matters more than old test payments. The damaged file is kept, so that it can be repaired by hand.
      const damaged = `${this.#path}.damaged`;
      await rename(this.#path, damaged).catch(() => undefined);
      process.emitWarning(
        `${this.#path} is damaged. It was moved to ${damaged}; the simulator starts without payments.`,
      );
      return [];
    }
  }

  watch(payments: Payments): void {
    this.#payments = payments;
    payments.onChange(() => {
      this.#hasChanges = true;
    });
  }

  /** Resolves when every change so far is on disk. Concurrent requests share one write. */
  async flush(): Promise<void> {
    while (this.#hasChanges || this.#writing !== undefined) {
      this.#writing ??= this.#write().finally(() => {
        this.#writing = undefined;
      });
      await this.#writing;
    }
  }

  async #write(): Promise<void> {
    this.#hasChanges = false;
    const temporary = `${this.#path}.${process.pid}.tmp`;
    try {
      await mkdir(dirname(this.#path), { recursive: true });
      await writeFile(temporary, JSON.stringify({ payments: [...(this.#payments?.byPidx.values() ?? [])] }));
      await rename(temporary, this.#path);
    } catch (error) {
      process.emitWarning(`The simulator cannot save its payments to ${this.#path}: ${String(error)}`);
    }
  }
}
