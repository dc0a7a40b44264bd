/** A signal that is not lost if it is sent before it is awaited. */
export class WakeUp {
  send!: () => void;
  received!: Promise<void>;

  constructor() {
    this.reset();
  }

  reset(): void {
    this.received = new Promise((resolve) => (this.send = resolve));
  }
}
