import { englishRecovery } from './english-recovery.ts';

/** The shape of a translation, in addition to `Texts`. */
export type RecoveryTexts = typeof englishRecovery;

export const recoveryTexts: RecoveryTexts = englishRecovery;
