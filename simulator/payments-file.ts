import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { type PaymentRecord, paymentRecordSchema } from './payment.ts';

const fileSchema = z.object({ payments: z.array(paymentRecordSchema) });

/** A JSON file that keeps the payments over a restart. */
export class PaymentsFile {
  readonly #path: string;
  readonly #read: () => readonly { toJSON(): PaymentRecord }[];
  #isStale = false;
  #writing: Promise<void> | undefined;

  constructor(path: string, read: () => readonly { toJSON(): PaymentRecord }[]) {
    this.#path = path;
    this.#read = read;
  }

  static async load(path: string): Promise<PaymentRecord[]> {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined) return [];
    try {
      return fileSchema.parse(JSON.parse(text)).payments;
    } catch {
      // Starting matters more than old test payments; the damaged file is kept for whoever wants to look.
      await rename(path, `${path}.damaged`).catch(() => undefined);
      process.emitWarning(`${path} is damaged: starting without payments, the old file is ${path}.damaged`);
      return [];
    }
  }

  markStale(): void {
    this.#isStale = true;
  }

  /** Resolves when everything so far is on disk. Requests that come together share one write. */
  async saved(): Promise<void> {
    while (this.#isStale || this.#writing !== undefined) {
      this.#writing ??= this.#write().finally(() => {
        this.#writing = undefined;
      });
      await this.#writing;
    }
  }

  async #write(): Promise<void> {
    this.#isStale = false;
    const temporary = `${this.#path}.${process.pid}.tmp`;
    try {
      await mkdir(dirname(this.#path), { recursive: true });
      await writeFile(temporary, JSON.stringify({ payments: this.#read() }));
      await rename(temporary, this.#path);
    } catch (error) {
      process.emitWarning(`Payments are not being kept: ${String(error)}`);
    }
  }
}
