import { ChangedMeanwhile } from '../errors.ts';

/** Throws `ChangedMeanwhile`, with the record as it is now, if it is not what the operator has seen. */
export function checkSeen(seenUpdatedAt: Date, current: { updatedAt: Date }): void {
  if (current.updatedAt.getTime() !== seenUpdatedAt.getTime()) throw new ChangedMeanwhile(current);
}
