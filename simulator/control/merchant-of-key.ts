import type { Context } from '../context.ts';
import { InvalidInput } from '../parse.ts';

/** The merchant that a filter's `key` names. */
export function merchantOfKey(key: string | undefined, { merchants }: Context): string | undefined {
  if (key === undefined) return undefined;
  const merchant = merchants.nameOf(key);
  if (merchant === undefined) throw new InvalidInput('key', 'no merchant has this key');
  return merchant;
}
