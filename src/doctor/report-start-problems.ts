import { type CompleteConfig } from '../config.ts';
import { type Services } from '../services.ts';
import { secretsOf, startChecks } from './checks.ts';
import { type Finding } from './finding.ts';
import { runChecks } from './run-checks.ts';

/**
 * Examines what can be examined at little cost, and tells the log and the operators what is wrong. Nobody waits for it, and
 * it never throws: a start must not fail or wait because of an outside system.
 */
export async function reportStartProblems(
  services: Services,
  config: CompleteConfig,
  stopping: AbortSignal,
): Promise<void> {
  try {
    const findings = await runChecks(startChecks({ config, ...services }), { secrets: secretsOf(config) });
    if (stopping.aborted) return;
    for (const finding of findings) {
      if (finding.verdict === 'FAILURE' || finding.verdict === 'WARNING') await report(services, finding);
    }
  } catch (error) {
    if (!stopping.aborted) services.log.warn({ err: error }, 'doctor: the start was not examined');
  }
}

/** Operators get one message a day about the same matter, however often the server starts. */
async function report({ orm, jobs, log }: Services, { about, verdict, says, advice }: Finding): Promise<void> {
  log[verdict === 'FAILURE' ? 'error' : 'warn']({ about, advice }, `doctor: ${says}`);
  const at = new Date().toISOString();
  await orm.em
    .fork()
    .transactional((em) => jobs.tellOperator(em, { about: 'startProblem', matter: about, says, advice, at }));
}
