import { GraphQLEmailAddress, GraphQLJSONObject } from 'graphql-scalars';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { cancelEmailChange } from '../accounts/cancel-email-change.ts';
import { changeEmail } from '../accounts/change-email.ts';
import { changePassword } from '../accounts/change-password.ts';
import { chooseLanguage } from '../accounts/choose-language.ts';
import { confirmEmail } from '../accounts/confirm-email.ts';
import { deleteAccount } from '../accounts/delete-account.ts';
import { exportMyData } from '../accounts/export-my-data.ts';
import { requestPasswordReset } from '../accounts/request-password-reset.ts';
import { resendEmailConfirmation } from '../accounts/resend-email-confirmation.ts';
import { resetPassword } from '../accounts/reset-password.ts';
import { signIn } from '../accounts/sign-in.ts';
import { signUp } from '../accounts/sign-up.ts';
import { updateProfile } from '../accounts/update-profile.ts';
import { Session } from '../auth/session.ts';
import { Unauthenticated } from '../errors.ts';
import { Language } from '../languages/language.ts';
import { User } from '../users/user.ts';
import { forbidWithIdentityProvider } from './forbid-with-identity-provider.ts';
import { type RequestContext } from './request-context.ts';

@Resolver(() => User)
export class AccountResolver {
  @Query(() => User, { nullable: true, description: 'The signed-in user; null without a session.' })
  async me(@Ctx() context: RequestContext): Promise<User | null> {
    const userId = await context.userId().catch((error: unknown) => {
      if (error instanceof Unauthenticated) return null;
      throw error;
    });
    return userId === null ? null : context.em.findOne(User, userId);
  }

  @Query(() => GraphQLJSONObject, {
    description:
      'Everything that is stored about the caller, as it is stored, without the hash of the password. Amounts are in paisa. Errors: `UNAUTHENTICATED`, `RATE_LIMITED`.',
  })
  async exportMyData(@Ctx() context: RequestContext): Promise<Record<string, unknown>> {
    const userId = await context.userId();
    // It reads much, so it is limited as checks of a payment are.
    await context.services.accountLimits.countVerification(userId);
    return exportMyData(context.em, userId);
  }

  @Mutation(() => Session, {
    description:
      'Creates an account and signs in. Errors: `BAD_USER_INPUT`, `EMAIL_TAKEN`, `RATE_LIMITED`; `FORBIDDEN` with an identity provider.',
  })
  async signUp(
    @Arg('email', () => GraphQLEmailAddress, {
      description:
        'Upper and lower case are the same. Mail servers must accept its form: `a..b@example.com` and `a@localhost` are refused.',
    })
    email: string,
    @Arg('password', () => String, {
      description:
        '8 to 200 characters. Unicode forms of the same text are the same password. Stored only as a salted argon2id hash.',
    })
    password: string,
    @Arg('name', () => String, {
      description:
        'The name of the user: at most 200 characters, one of them visible. Direction marks are removed. It is also sent to Khalti.',
    })
    name: string,
    @Arg('language', () => Language, {
      nullable: true,
      description:
        'The language of mails to the user. Null: the one that the request asks for, in the cookie `language` (`en` or `ne`), else in `Accept-Language`, else English.',
    })
    language: Language | null,
    @Ctx() context: RequestContext,
  ): Promise<Session> {
    forbidWithIdentityProvider(context);
    const account = { email, password, name, language: language ?? context.language };
    const session = await signUp(context.services, account, context);
    context.setSessionCookie(session);
    return session;
  }

  @Mutation(() => Session, {
    description:
      'Signs in. Errors: `INVALID_CREDENTIALS`, the same for an unknown address and a wrong password; `RATE_LIMITED`; `FORBIDDEN` if the account is blocked, or with an identity provider.',
  })
  async signIn(
    @Arg('email', () => GraphQLEmailAddress, { description: 'Upper and lower case are the same.' }) email: string,
    @Arg('password', () => String, { description: 'The password of this account.' }) password: string,
    @Ctx() context: RequestContext,
  ): Promise<Session> {
    forbidWithIdentityProvider(context);
    const session = await signIn(context.services, { email, password }, context);
    context.setSessionCookie(session);
    return session;
  }

  @Mutation(() => Boolean, {
    description:
      'Sends a link to choose a new password, if this address has an account. The answer and its timing are the same if it has none. Errors: `BAD_USER_INPUT` for an address that no mail server accepts; `RATE_LIMITED`; `FORBIDDEN` with an identity provider.',
  })
  async requestPasswordReset(
    @Arg('email', () => GraphQLEmailAddress, { description: 'Upper and lower case are the same.' }) email: string,
    @Ctx() context: RequestContext,
  ): Promise<boolean> {
    forbidWithIdentityProvider(context);
    await requestPasswordReset(context.services, email, context.address);
    return true;
  }

  @Mutation(() => Session, {
    description:
      'Sets a new password with the link from `requestPasswordReset`, and signs in. All other sessions of this user end. Errors: `TOKEN_INVALID`, `BAD_USER_INPUT`, `RATE_LIMITED`; `FORBIDDEN` if the account is blocked, or with an identity provider.',
  })
  async resetPassword(
    @Arg('token', () => String, { description: 'From the link. Valid once, for 30 minutes.' }) token: string,
    @Arg('password', () => String, { description: 'The new password: 8 to 200 characters.' }) password: string,
    @Ctx() context: RequestContext,
  ): Promise<Session> {
    forbidWithIdentityProvider(context);
    const session = await resetPassword(context.services, { token, password }, context);
    context.setSessionCookie(session);
    return session;
  }

  @Mutation(() => Boolean, {
    description:
      'Confirms an e-mail address with the link that was sent to it. The link of `changeEmail` also makes it the address of the account. True, also if it was confirmed before. Requires no sign-in. Errors: `TOKEN_INVALID`; `EMAIL_TAKEN` if another account has taken the new address since then; `FORBIDDEN` with an identity provider, or if the account is blocked and the link would change its address.',
  })
  async confirmEmail(
    @Arg('token', () => String, { description: 'From the link. Valid for 7 days.' }) token: string,
    @Ctx() context: RequestContext,
  ): Promise<boolean> {
    forbidWithIdentityProvider(context);
    await confirmEmail(context.services, token);
    return true;
  }

  @Mutation(() => Boolean, {
    description:
      'Sends the link that confirms the address again: to `User.newEmail`, if it is not null. True if it is sent; false if the address is confirmed. Errors: `UNAUTHENTICATED`, `RATE_LIMITED`; `FORBIDDEN` with an identity provider.',
  })
  async resendEmailConfirmation(@Ctx() context: RequestContext): Promise<boolean> {
    forbidWithIdentityProvider(context);
    return resendEmailConfirmation(context.services, await context.userId(), context.address);
  }

  @Mutation(() => User, {
    description:
      'Asks for another e-mail address. A link is sent to the new one, and a notice to the old one, with which the caller signs in until the link is opened; see `User.newEmail`. Asking again replaces the address, and older links stop working; so does a new password. Errors: `UNAUTHENTICATED`, `INVALID_CREDENTIALS`, `BAD_USER_INPUT`, also for the address of now, `EMAIL_TAKEN`, `RATE_LIMITED`; `FORBIDDEN` if the account is blocked, or with an identity provider.',
  })
  async changeEmail(
    @Arg('newEmail', () => GraphQLEmailAddress, { description: 'As for `signUp`.' }) newEmail: string,
    @Arg('password', () => String, { description: 'The password of this account.' }) password: string,
    @Ctx() context: RequestContext,
  ): Promise<User> {
    forbidWithIdentityProvider(context);
    return changeEmail(context.services, await context.userId(), { newEmail, password }, context.address);
  }

  @Mutation(() => User, {
    description:
      'Keeps the e-mail address of now: the link to the new one stops working. Changes nothing if no other one was asked for. Errors: `UNAUTHENTICATED`; `FORBIDDEN` with an identity provider.',
  })
  async cancelEmailChange(@Ctx() context: RequestContext): Promise<User> {
    forbidWithIdentityProvider(context);
    return cancelEmailChange(context.services, await context.userId());
  }

  @Mutation(() => User, {
    description:
      'Changes the name of the caller. Receipts keep the name of then. Errors: `UNAUTHENTICATED`, `BAD_USER_INPUT`.',
  })
  async updateProfile(
    @Arg('name', () => String, {
      description: 'At most 200 characters, one of them visible. It is also sent to Khalti.',
    })
    name: string,
    @Ctx() context: RequestContext,
  ): Promise<User> {
    return updateProfile(context.services, await context.userId(), { name });
  }

  @Mutation(() => User, {
    description: 'Chooses the language of mails to the caller, from now on. Errors: `UNAUTHENTICATED`.',
  })
  async chooseLanguage(
    @Arg('language', () => Language, { description: 'The language.' }) language: Language,
    @Ctx() context: RequestContext,
  ): Promise<User> {
    return chooseLanguage(context.services, await context.userId(), language);
  }

  @Mutation(() => Session, {
    description:
      'Changes the password. All sessions of the caller end, and the answer is a new one. Errors: `UNAUTHENTICATED`, `INVALID_CREDENTIALS`, `BAD_USER_INPUT`, `RATE_LIMITED`; `FORBIDDEN` with an identity provider.',
  })
  async changePassword(
    @Arg('currentPassword', () => String, { description: 'The password of now.' }) currentPassword: string,
    @Arg('newPassword', () => String, { description: '8 to 200 characters.' }) newPassword: string,
    @Ctx() context: RequestContext,
  ): Promise<Session> {
    forbidWithIdentityProvider(context);
    const userId = await context.userId();
    const passwords = { currentPassword, newPassword };
    const session = await changePassword(context.services, userId, passwords, context);
    context.setSessionCookie(session);
    return session;
  }

  @Mutation(() => Boolean, {
    description:
      'Deletes the account of the caller: name, address and password go, and access ends with them. Payments and receipts stay, without the person. It cannot be undone. Always true. Errors: `UNAUTHENTICATED`, `INVALID_CREDENTIALS`, `RATE_LIMITED`; `NOT_POSSIBLE` while a payment is open or in review, or a refund is under way or unknown; `FORBIDDEN` with an identity provider.',
  })
  async deleteAccount(
    @Arg('password', () => String, { description: 'The password of this account.' }) password: string,
    @Ctx() context: RequestContext,
  ): Promise<boolean> {
    forbidWithIdentityProvider(context);
    await deleteAccount(context.services, await context.userId(), password, context.address);
    context.setSessionCookie(null);
    return true;
  }
}
