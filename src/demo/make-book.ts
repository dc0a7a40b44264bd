import { beginToBuy } from './buy.ts';
import { DemoBook } from './demo-book.ts';
import { planExtension, planFreeDays } from './free-days.ts';
import { Life, type World } from './life.ts';
import { planScenes } from './scenes.ts';
import { SeededRandom } from './seeded-random.ts';
import { spreadSignUps } from './spread-sign-ups.ts';

export interface DemoSize {
  seed: number;
  customers: number;
  days: number;
}

/** The same seed, size, plans and instant give the same books. */
export function makeBook({ seed, customers, days }: DemoSize, shop: Omit<World, 'seed' | 'book'>): DemoBook {
  const random = new SeededRandom(`seed ${seed}`);
  const { now } = shop;
  const world: World = { ...shop, seed, book: new DemoBook() };
  const lives = spreadSignUps(customers, days, now, random).map((at, index) => new Life(world, index + 1, at));
  for (const life of lives) {
    beginToBuy(life);
    planFreeDays(life);
  }
  planExtension(lives);
  planScenes(lives, now, random);
  for (const life of lives) life.live();
  return world.book;
}
