import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Payment } from '../payment.ts';
import type { PaymentRecord } from '../payment-record.ts';
import type { Payments } from '../payments.ts';
import { lockFile } from './lock-file.ts';
import { HEADER, readRecords } from './read-records.ts';

/** So many lines more than payments may be in the file before it is rewritten. */
const MAX_OLD_LINES = 10_000;

/** Keeps the payments across restarts. Each change is one more line, so that a long list costs no more than a short one. */
export class PaymentsFile {
  readonly #path: string;
  readonly #unlock: () => void;
  readonly #changed = new Map<string, Payment | null>();
  #payments: Payments | undefined;
  #file = -1;
  #bytes = 0;
  #lines = 0;

  /** Throws `FileInUse` if another simulator has it. */
  static async open(path: string): Promise<PaymentsFile> {
    const folder = dirname(resolve(path));
    mkdirSync(folder, { recursive: true });
    const real = join(realpathSync(folder), basename(path));
    return new PaymentsFile(real, await lockFile(real));
  }

  private constructor(path: string, unlock: () => void) {
    this.#path = path;
    this.#unlock = unlock;
  }

  load(): PaymentRecord[] {
    if (!existsSync(this.#path)) return [];
    try {
      return readRecords(readFileSync(this.#path, 'utf8'));
    } catch {
      // A start matters more than old test payments. The damaged file is kept, so that it can be repaired by hand.
      const damaged = `${this.#path}.damaged`;
      renameSync(this.#path, damaged);
      process.emitWarning(
        `${this.#path} is damaged. It was moved to ${damaged}; the simulator starts without payments.`,
      );
      return [];
    }
  }

  watch(payments: Payments): void {
    this.#payments = payments;
    this.#rewrite();
    payments.onChange((payment, isRemoved) => this.#changed.set(payment.pidx, isRemoved ? null : payment));
  }

  /** Writes every change so far. Without waiting for the disk: it survives the end of the process, not of the machine. */
  flush(): void {
    if (this.#changed.size === 0) return;
    try {
      if (this.#file < 0 || this.#lines > this.#count + MAX_OLD_LINES) this.#rewrite();
      else this.#append();
      this.#changed.clear();
    } catch (error) {
      // They are written with the next change.
      process.emitWarning(`The simulator cannot save its payments to ${this.#path}: ${String(error)}`);
    }
  }

  close(): void {
    this.flush();
    if (this.#file >= 0) closeSync(this.#file);
    this.#file = -1;
    this.#unlock();
  }

  get #count(): number {
    return this.#payments?.byPidx.size ?? 0;
  }

  #append(): void {
    const lines = [...this.#changed].map(([pidx, payment]) => `${JSON.stringify(payment ?? { removed: pidx })}\n`);
    const bytes = Buffer.from(lines.join(''));
    try {
      for (let written = 0; written < bytes.length; ) written += writeSync(this.#file, bytes, written);
    } catch (error) {
      // Half a line in the middle would make the file unreadable.
      ftruncateSync(this.#file, this.#bytes);
      throw error;
    }
    this.#bytes += bytes.length;
    this.#lines += lines.length;
  }

  #rewrite(): void {
    const lines = [...(this.#payments?.byPidx.values() ?? [])].map((payment) => JSON.stringify(payment));
    const bytes = Buffer.from(`${[HEADER, ...lines].join('\n')}\n`);
    const temporary = `${this.#path}.tmp`;
    writeFileSync(temporary, bytes);
    if (this.#file >= 0) closeSync(this.#file);
    this.#file = -1;
    renameSync(temporary, this.#path);
    this.#file = openSync(this.#path, 'a');
    this.#bytes = bytes.length;
    this.#lines = lines.length;
  }
}
