import type { englishRecovery } from './english-recovery.ts';

export type RecoveryTexts = typeof englishRecovery;

export let recoveryTexts: RecoveryTexts;

export function setRecoveryTexts(chosen: RecoveryTexts): void {
  recoveryTexts = chosen;
}
