import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Turns } from '../../src/payments/turns.ts';

function rush(turns: Turns, count: number): number[] {
  const gone: number[] = [];
  for (let number = 1; number <= count; number += 1) {
    void (async () => {
      await turns.next();
      gone.push(number);
    })();
  }
  return gone;
}

describe('next', () => {
  it('lets four go on at once, and four more in each turn of the event loop, in their order', async () => {
    const gone = rush(new Turns(), 10);
    await Promise.resolve();
    expect(gone).toEqual([1, 2, 3, 4]);
    await nextTurn();
    expect(gone).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    await nextTurn();
    expect(gone).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('lets nobody pass those who wait, and holds up nobody afterwards', async () => {
    const turns = new Turns();
    const early = rush(turns, 6);
    await nextTurn();
    const late = rush(turns, 3);
    await Promise.resolve();
    expect([early.length, late.length]).toEqual([6, 2]);
    for (let turn = 0; turn < 3; turn += 1) await nextTurn();
    expect(late).toEqual([1, 2, 3]);
    expect(turns.next()).toBeUndefined();
  });
});
