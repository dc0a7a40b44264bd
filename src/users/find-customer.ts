import { type LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { validate as isUuid } from 'uuid';
import { NotFound } from '../errors.ts';
import { User } from './user.ts';

/** The customer, locked if asked. Throws `NotFound` for an unknown customer, and for one whose personal data was erased. */
export async function findCustomer(
  em: EntityManager,
  id: string,
  lockMode?: LockMode.PESSIMISTIC_READ | LockMode.PESSIMISTIC_WRITE,
): Promise<User> {
  const lock = lockMode === undefined ? {} : { lockMode, refresh: true };
  const user = isUuid(id) ? await em.findOne(User, { id }, lock) : null;
  if (!user || user.erasedAt !== null) throw new NotFound('CUSTOMER');
  return user;
}
