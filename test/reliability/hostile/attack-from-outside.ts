import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { type Cluster } from '../cluster.ts';
import { type Attack } from './attack.ts';
import { type AttackRequest } from './attack-program.ts';

const PROGRAM = resolve('test/reliability/hostile/attack-program.ts');

/** In a process of its own, so that the good customers wait for the server alone. */
export async function attackFromOutside(
  cluster: Cluster,
  request: Pick<AttackRequest, 'seed' | 'token' | 'count'>,
): Promise<Attack> {
  // The result has a map, which JSON has not.
  const program = fork(PROGRAM, { execArgv: [], serialization: 'advanced' });
  const ended = once(program, 'exit').then(() => Promise.reject(new Error('The attack ended before it was over')));
  program.send({ ...request, serverUrl: String(cluster.servers[0]?.url), simulatorUrl: cluster.simulator.url });
  const [result] = (await Promise.race([once(program, 'message'), ended])) as [Attack];
  return result;
}
