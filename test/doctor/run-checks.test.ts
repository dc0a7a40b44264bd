import { describe, expect, it } from '@jest/globals';
import { type Check, type Finding, ok, worstOf } from '../../src/doctor/finding.ts';
import { runChecks } from '../../src/doctor/run-checks.ts';

const check = (about: string, examine: Check['examine'], withinMs = 60_000): Check => ({
  about,
  withinMs,
  advice: 'Do something.',
  readsDatabase: false,
  examine,
});

describe('runChecks', () => {
  it('makes a sentence of a check that never ends, and aborts it', async () => {
    let isAborted = false;
    const hangs = check(
      'Slow',
      (signal) => new Promise(() => signal.addEventListener('abort', () => (isAborted = true))),
      20,
    );
    const findings = await runChecks([hangs, check('Quick', async () => [ok('Well.')])], { secrets: [] });
    expect(findings).toEqual([
      { about: 'Slow', verdict: 'FAILURE', says: 'No answer within 1 s.', advice: 'Do something.' },
      { about: 'Quick', verdict: 'OK', says: 'Well.', advice: null },
    ]);
    expect(isAborted).toBe(true);
  });

  it('makes one line of an error, without a stack trace and without secrets', async () => {
    const fails = check('Broken', async () => {
      throw new AggregateError([new Error('no pass-word here\n    at file.ts'), new Error('nor there')]);
    });
    const [found] = await runChecks([fails], { secrets: ['pass-word'] });
    expect(found?.says).toBe('no [secret] here.');
  });

  it('tells findings in the order of the checks', async () => {
    const told: Finding[] = [];
    const later = check('Later', () => new Promise((resolve) => setTimeout(resolve, 50, [ok('Late.')])));
    await runChecks([later, check('Soon', async () => [ok('Soon.')])], {
      secrets: [],
      onFinding: (finding) => told.push(finding),
    });
    expect(told.map(({ about }) => about)).toEqual(['Later', 'Soon']);
  });
});

describe('worstOf', () => {
  it('is what the exit code says', () => {
    const of = (...verdicts: Finding['verdict'][]) =>
      worstOf(verdicts.map((verdict) => ({ about: '', verdict, says: '', advice: null })));
    expect(of('OK', 'WARNING', 'FAILURE')).toBe('FAILURE');
    expect(of('OK', 'WARNING', 'NOTE')).toBe('WARNING');
    expect(of('OK')).toBe('OK');
  });
});
