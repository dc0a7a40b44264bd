import { type Finding, type Verdict } from './finding.ts';

const WORDS: Record<Verdict, string> = { OK: 'ok   ', NOTE: 'note ', WARNING: 'WARN ', FAILURE: 'FAIL ' };

export function asLine({ about, verdict, says, advice }: Finding): string {
  return `${WORDS[verdict]} ${about}: ${says}${advice === null || advice === '' ? '' : ` ${advice}`}`.replace(
    /\s*\n\s*/g,
    ' ',
  );
}

export function summaryOf(findings: readonly Finding[]): string {
  const count = (verdict: Verdict) => findings.filter((finding) => finding.verdict === verdict).length;
  const failures = count('FAILURE');
  const warnings = count('WARNING');
  if (failures + warnings === 0) return '\nNothing is wrong.';
  return `\n${counted(failures, 'failure')}, ${counted(warnings, 'warning')}.`;
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
