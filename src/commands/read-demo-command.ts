import { parseArgs } from 'node:util';
import { type DemoSize } from '../demo/make-book.ts';
import { UsageError } from './usage-error.ts';

const LIMITS = { customers: 20_000, days: 3_650, seed: 999_999_999 };
const DEFAULTS = { customers: '400', days: '365', seed: '1' };

export const USAGE = `Usage:
  npm run demo
  npm run demo -- --customers 400 --days 365 --seed 1`;

/** Throws `UsageError`. */
export function readDemoCommand(args: string[]): DemoSize {
  const values = parse(args);
  return { customers: read('customers', values), days: read('days', values), seed: read('seed', values) };
}

type Name = keyof DemoSize;

function parse(args: string[]): Record<Name, string> {
  const option = (name: Name) => ({ type: 'string', default: DEFAULTS[name] }) as const;
  try {
    const options = { customers: option('customers'), days: option('days'), seed: option('seed') };
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function read(name: Name, values: Record<Name, string>): number {
  const number = /^\d{1,9}$/.test(values[name]) ? Number(values[name]) : 0;
  if (number < 1 || number > LIMITS[name]) {
    throw new UsageError(`--${name} must be a whole number from 1 to ${LIMITS[name]}.`);
  }
  return number;
}
