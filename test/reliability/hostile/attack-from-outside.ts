import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { type Cluster } from '../cluster.ts';
import { type AttackRequest } from './attack-program.ts';

export interface Attacked {
  /** How often each status was answered; 0: no answer. */
  statuses: Record<string, number>;
  /** The first answers that must not be. */
  wrong: string[];
}

/** In a process of its own, so that the good customers wait for the server alone. */
export async function attackFromOutside(
  cluster: Cluster,
  request: Pick<AttackRequest, 'seed' | 'token' | 'count'>,
): Promise<Attacked> {
  const program = fork(resolve('test/reliability/hostile/attack-program.ts'), { execArgv: [] });
  const ended = once(program, 'exit').then(() => Promise.reject(new Error('The attack ended before it was over')));
  program.send({ ...request, serverUrl: String(cluster.servers[0]?.url), simulatorUrl: cluster.simulator.url });
  const [attacked] = await Promise.race([once(program, 'message'), ended]);
  return attacked as Attacked;
}
