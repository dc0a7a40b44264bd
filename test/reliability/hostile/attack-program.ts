import { randomFrom } from '../random-from.ts';
import { type Attack, attack, type Target } from './attack.ts';

// The process of `attackFromOutside`.
export interface AttackRequest extends Target {
  seed: number;
  token: string;
  count: number;
}

process.once('message', async ({ seed, ...request }: AttackRequest) => {
  const { statuses, wrong }: Attack = await attack(request, { ...request, random: randomFrom(seed) });
  process.send?.({ statuses: Object.fromEntries(statuses), wrong }, () => process.exit());
});
