/** A piece of access in the model: whole days, without hours or clocks. */
export interface Piece {
  /** The id of its payment; null for days that cost nothing. */
  paymentId: string | null;
  plan: string;
  source: 'PAYMENT' | 'TRIAL' | 'GRANT';
  /** What the customer gave for the whole piece, and has not got back. */
  worthPaisa: number;
  wholeDays: number;
  leftDays: number;
  /** What it has replaced. The days that pass use that up too, so that only the rest comes back. */
  replaced: Piece[];
}

export interface Offer {
  exchanged: Piece[];
  toPayPaisa: number;
}

const MIN_PAYABLE_PAISA = 1000;

/** The rules of design.md for access, in the fewest words: one queue of days, of which one runs. */
export class ModelledAccess {
  queue: Piece[] = [];
  /** All that was ever granted, by payment. */
  readonly paid = new Map<string, Piece>();
  hasUsedTrial = false;

  append(piece: Omit<Piece, 'leftDays' | 'replaced'>): void {
    const added = { ...piece, leftDays: piece.wholeDays, replaced: [] };
    this.queue.push(added);
    if (added.paymentId !== null) this.paid.set(added.paymentId, added);
  }

  /** Null if this plan runs now, or if too little would be left to pay. */
  offer(plan: string, pricePaisa: number): Offer | null {
    if (this.queue[0]?.plan === plan) return null;
    const exchanged = this.queue.filter((piece) => piece.plan !== plan && unusedWorthOf(piece) > 0);
    const toPayPaisa = exchanged.reduce((left, piece) => left - unusedWorthOf(piece), pricePaisa);
    return toPayPaisa < MIN_PAYABLE_PAISA ? null : { exchanged, toPayPaisa };
  }

  startNow(piece: Omit<Piece, 'leftDays' | 'replaced'>, replaced: Piece[]): void {
    this.append(piece);
    const added = this.queue.pop() as Piece;
    added.replaced = replaced;
    this.queue = [added, ...this.queue.filter((one) => !replaced.includes(one))];
  }

  isExchanged(paymentId: string): boolean {
    return [...this.paid.values()].some(({ replaced }) => replaced.some((one) => one.paymentId === paymentId));
  }

  /** The money of a payment goes back. */
  refund(paymentId: string, access: 'REVOKE' | 'KEEP'): void {
    const piece = this.paid.get(paymentId);
    if (!piece) return;
    piece.worthPaisa = 0;
    if (access === 'KEEP') return;
    const isOtherRunning = this.queue.length > 0 && this.queue[0] !== piece;
    this.queue = this.queue.filter((one) => one !== piece);
    const returned = piece.replaced.filter(({ leftDays }) => leftDays > 0);
    piece.replaced = [];
    this.queue = isOtherRunning ? [...this.queue, ...returned] : [...returned, ...this.queue];
  }

  pass(days: number): void {
    const lists = [...this.paid.values()].map(({ replaced }) => replaced);
    for (const pieces of [this.queue, ...lists]) use(pieces, days);
    this.queue = this.queue.filter(({ leftDays }) => leftDays > 0);
  }
}

function use(pieces: Piece[], days: number): void {
  let rest = days;
  for (const piece of pieces) {
    const used = Math.min(rest, piece.leftDays);
    piece.leftDays -= used;
    rest -= used;
  }
}

function unusedWorthOf({ worthPaisa, leftDays, wholeDays }: Piece): number {
  return Math.floor((worthPaisa * leftDays) / wholeDays);
}
