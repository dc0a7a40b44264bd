export interface LoggedRequest {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

const CAPACITY = 500;

/** What reached the simulator as a gateway, newest last: bounded, since it may run for weeks. */
export class RequestLog {
  readonly entries: LoggedRequest[] = [];

  add(entry: LoggedRequest): void {
    this.entries.push(entry);
    if (this.entries.length > CAPACITY) this.entries.shift();
  }
}
