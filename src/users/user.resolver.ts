import { GraphQLEmailAddress } from 'graphql-scalars';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { type Call } from '../call.ts';
import { Forbidden, Unauthenticated } from '../errors.ts';
import { confirmEmail } from './confirm-email.ts';
import { requestPasswordReset } from './request-password-reset.ts';
import { resetPassword } from './reset-password.ts';
import { Session } from './session.ts';
import { signIn } from './sign-in.ts';
import { signUp } from './sign-up.ts';
import { User } from './user.ts';

@Resolver(() => User)
export class UserResolver {
  @Query(() => User, { nullable: true, description: 'Who is signed in; null for nobody.' })
  async me(@Ctx() call: Call): Promise<User | null> {
    const userId = await call.userId().catch((error: unknown) => {
      if (error instanceof Unauthenticated) return null;
      throw error;
    });
    return userId === null ? null : call.em.findOne(User, userId);
  }

  @Mutation(() => Session, {
    description:
      'Makes an account and signs it in. Errors: `BAD_USER_INPUT`, `EMAIL_TAKEN`, `RATE_LIMITED`; `FORBIDDEN` where accounts live at an identity provider.',
  })
  async signUp(
    @Arg('email', () => GraphQLEmailAddress, { description: 'Compared without regard to case.' }) email: string,
    @Arg('password', () => String, { description: '8 to 200 characters; kept only as a slow, salted hash.' })
    password: string,
    @Arg('name', () => String, { description: 'What to call the user, at most 200 characters; Khalti sees it too.' })
    name: string,
    @Ctx() call: Call,
  ): Promise<Session> {
    refuseBesideIdentityProvider(call);
    const session = await signUp(call.services, { email, password, name }, call.address);
    call.setSessionCookie(session);
    return session;
  }

  @Mutation(() => Session, {
    description:
      'Signs in. Errors: `INVALID_CREDENTIALS`, alike for an unknown address and a wrong password; `RATE_LIMITED`; `FORBIDDEN` where accounts live at an identity provider.',
  })
  async signIn(
    @Arg('email', () => GraphQLEmailAddress, { description: 'Compared without regard to case.' }) email: string,
    @Arg('password', () => String, { description: 'The password of this account.' }) password: string,
    @Ctx() call: Call,
  ): Promise<Session> {
    refuseBesideIdentityProvider(call);
    const session = await signIn(call.services, { email, password }, call.address);
    call.setSessionCookie(session);
    return session;
  }

  @Mutation(() => Boolean, {
    description:
      "Clears the session's cookie. True, whether or not anybody was signed in. A bearer token is the client's to forget.",
  })
  signOut(@Ctx() call: Call): boolean {
    call.setSessionCookie(null);
    return true;
  }

  @Mutation(() => Boolean, {
    description:
      'Sends a link to choose a new password to this address, if it has an account. Always true, and as fast, whether it has one. Errors: `RATE_LIMITED`; `FORBIDDEN` where accounts live at an identity provider.',
  })
  async requestPasswordReset(
    @Arg('email', () => GraphQLEmailAddress, { description: 'Compared without regard to case.' }) email: string,
    @Ctx() call: Call,
  ): Promise<boolean> {
    refuseBesideIdentityProvider(call);
    await requestPasswordReset(call.services, email, call.address);
    return true;
  }

  @Mutation(() => Session, {
    description:
      'Sets a new password by the link that `requestPasswordReset` sent, and signs in; every other sign-in of this user ends. Errors: `TOKEN_INVALID`, `BAD_USER_INPUT`, `RATE_LIMITED`; `FORBIDDEN` where accounts live at an identity provider.',
  })
  async resetPassword(
    @Arg('token', () => String, { description: 'From the link. Good for 30 minutes, and once.' }) token: string,
    @Arg('password', () => String, { description: 'The new one: 8 to 200 characters.' }) password: string,
    @Ctx() call: Call,
  ): Promise<Session> {
    refuseBesideIdentityProvider(call);
    const session = await resetPassword(call.services, { token, password }, call.address);
    call.setSessionCookie(session);
    return session;
  }

  @Mutation(() => Boolean, {
    description:
      'Notes that an address belongs to its user, by the link that signing up sent there. True, also when it is followed again. Nobody need be signed in. Errors: `TOKEN_INVALID`; `FORBIDDEN` where accounts live at an identity provider.',
  })
  async confirmEmail(
    @Arg('token', () => String, { description: 'From the link. Good for 7 days.' }) token: string,
    @Ctx() call: Call,
  ): Promise<boolean> {
    refuseBesideIdentityProvider(call);
    await confirmEmail(call.services, token);
    return true;
  }
}

function refuseBesideIdentityProvider({ services }: Call): void {
  if (services.identityProvider) throw new Forbidden('Please sign in at your identity provider.');
}
