import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The same seed gives the same numbers on every machine. The generator is sfc32. */
export class SeededRandom {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: string) {
    const digest = createHash('sha256').update(seed).digest();
    this.#a = digest.readInt32LE(0);
    this.#b = digest.readInt32LE(4);
    this.#c = digest.readInt32LE(8);
  }

  /** From 0 to 1, without 1. */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  }

  between(least: number, most: number): number {
    return least + this.next() * (most - least);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** The place of one of these weights. */
  place(weights: readonly number[]): number {
    let left = this.next() * weights.reduce((sum, weight) => sum + weight, 0);
    for (const [place, weight] of weights.entries()) {
      left -= weight;
      if (left < 0) return place;
    }
    return 0;
  }

  pick<Choice extends string>(weights: Record<Choice, number>): Choice {
    const choices = Object.keys(weights) as Choice[];
    return choices[this.place(Object.values(weights))] as Choice;
  }

  /** An id of 22 letters and digits, as Khalti's are. It begins with "demo". */
  khaltiId(): string {
    return `demo${Array.from({ length: 18 }, () => LETTERS.charAt(Math.floor(this.between(0, 62)))).join('')}`;
  }

  /** Ids are in the order of time. */
  uuid(at: Date): string {
    const random = Uint8Array.from({ length: 16 }, () => Math.floor(this.between(0, 256)));
    return uuid({ msecs: at.getTime(), random });
  }
}
