import { admitToHashing } from '../auth/hashing.ts';
import { isPassword } from '../auth/password.ts';
import { InvalidCredentials } from '../errors.ts';
import { type Services } from '../services.ts';
import { User } from '../users/user.ts';

/** Who is signed in types the password again. Counted as a sign-in. Throws `InvalidCredentials`, `RateLimited`. */
export async function checkOwnPassword(
  { orm, attempts }: Services,
  userId: string,
  password: string,
  address: string,
): Promise<User> {
  const user = await orm.em.fork().findOneOrFail(User, userId);
  const account = user.email ?? user.id;
  await admitToHashing(async () => {
    await attempts.count(address, account);
    if (!(await isPassword(user.passwordHash, password))) throw InvalidCredentials.wrongPassword();
  });
  await attempts.forgive(address, account);
  return user;
}
