export const REPORT_EVERY_SECONDS = 10 * 60;
const MAX_KEPT = 200;

/** An unexpected error, without its message: messages may contain customers' data. */
export interface UnexpectedError {
  errorId: string;
  name: string;
  at: string;
  where: string | null;
}

type Report = (errors: UnexpectedError[]) => Promise<boolean>;

/** Collects unexpected errors for the operator: reported at once, then at most every ten minutes. */
export class ErrorReport {
  readonly #report: Report;
  #collected: UnexpectedError[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(report: Report) {
    this.#report = report;
  }

  add(error: UnexpectedError): void {
    if (this.#collected.length < MAX_KEPT) this.#collected.push(error);
    if (this.#timer === null) this.#reportAfter(0);
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
  }

  #reportAfter(seconds: number): void {
    this.#timer = setTimeout(() => void this.#reportCollected(), seconds * 1000).unref();
  }

  /** Errors that are not accepted, because another process has just reported or the database is away, are kept. */
  async #reportCollected(): Promise<void> {
    const errors = this.#collected.splice(0);
    if (errors.length === 0) {
      this.#timer = null;
      return;
    }
    const isAccepted = await this.#report(errors).catch(() => false);
    if (!isAccepted) this.#collected.unshift(...errors);
    this.#reportAfter(REPORT_EVERY_SECONDS);
  }
}
