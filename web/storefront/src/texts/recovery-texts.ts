import { englishRecovery } from './english-recovery.ts';

/** What a translation has to offer besides `Texts`. */
export type RecoveryTexts = typeof englishRecovery;

export const recoveryTexts: RecoveryTexts = englishRecovery;
