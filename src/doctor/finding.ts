/** NOTE: nothing is wrong, but something was not checked, or is good to know. */
export type Verdict = 'OK' | 'NOTE' | 'WARNING' | 'FAILURE';

/** What a check has found: one line, and what to do about it. */
export interface Finding {
  about: string;
  verdict: Verdict;
  says: string;
  advice: string | null;
}

type Said = Omit<Finding, 'about'>;

export const ok = (says: string): Said => ({ verdict: 'OK', says, advice: null });
export const note = (says: string, advice: string | null = null): Said => ({ verdict: 'NOTE', says, advice });
export const warning = (says: string, advice: string): Said => ({ verdict: 'WARNING', says, advice });
export const failure = (says: string, advice: string): Said => ({ verdict: 'FAILURE', says, advice });

/** One thing to examine. It throws if it cannot be examined. */
export interface Check {
  about: string;
  withinMs: number;
  /** What to do if it cannot be examined in time, or throws. */
  advice: string;
  /** Whether it reads the database, so that it says nothing new if the database is the problem. */
  readsDatabase: boolean;
  examine(signal: AbortSignal): Promise<Said[]>;
}

export type Findings = Promise<Said[]>;

export function worstOf(findings: readonly Finding[]): Verdict {
  const order: Verdict[] = ['FAILURE', 'WARNING', 'NOTE'];
  return order.find((verdict) => findings.some((finding) => finding.verdict === verdict)) ?? 'OK';
}
