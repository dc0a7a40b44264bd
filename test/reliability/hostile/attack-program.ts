import { randomFrom } from '../random-from.ts';
import { attack, type Target } from './attack.ts';

// The process of `attackFromOutside`.
export interface AttackRequest extends Target {
  seed: number;
  token: string;
  count: number;
}

process.once('message', async ({ seed, ...request }: AttackRequest) => {
  const result = await attack(request, { ...request, random: randomFrom(seed) });
  process.send?.(result, () => process.exit());
});
