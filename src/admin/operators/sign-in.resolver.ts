import { GraphQLEmailAddress } from 'graphql-scalars';
import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import { type AdminContext } from '../admin-context.ts';
import { Permit } from '../permit.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { confirmCode } from './confirm-code.ts';
import { createRecoveryCodes } from './create-recovery-codes.ts';
import { signIn } from './sign-in.ts';
import { SignInStep } from './sign-in-step.ts';
import { startCodeSetup } from './start-code-setup.ts';

@ObjectType({ description: 'What an authenticator app needs. It is shown once.', simpleResolvers: true })
export class CodeSetup {
  @Field(() => String, { description: 'The secret in base 32, to type into the app.' })
  secret!: string;

  @Field(() => String, { description: 'An `otpauth://` address. Show it as a QR code.' })
  uri!: string;
}

@Resolver()
export class SignInResolver {
  @Permit('ANYBODY')
  @Mutation(() => SignInStep, {
    description:
      'Creates the operator of an invitation and begins a session. Errors: `TOKEN_INVALID`, `BAD_USER_INPUT`, `RATE_LIMITED`.',
  })
  async acceptInvitation(
    @Arg('token', () => String, { description: 'From the link. It works once, for 24 hours.' }) token: string,
    @Arg('name', () => String, { description: 'At most 200 characters, one of them visible.' }) name: string,
    @Arg('password', () => String, { description: '8 to 200 characters.' }) password: string,
    @Ctx() context: AdminContext,
  ): Promise<SignInStep> {
    return acceptInvitation(context, { token, name, password });
  }

  @Permit('ANYBODY')
  @Mutation(() => SignInStep, {
    description:
      'The first step of signing in. Errors: `INVALID_CREDENTIALS`, the same for an unknown address, a wrong password and a disabled operator; `RATE_LIMITED`.',
  })
  async signIn(
    @Arg('email', () => GraphQLEmailAddress, { description: 'Upper and lower case are the same.' }) email: string,
    @Arg('password', () => String, { description: 'The password of this operator.' }) password: string,
    @Ctx() context: AdminContext,
  ): Promise<SignInStep> {
    return signIn(context, { email, password });
  }

  @Permit('ANYBODY')
  @Mutation(() => SignInStep, {
    description:
      'The second step of signing in, and the end of `startCodeSetup`. In a session, it confirms deeds of the next ten minutes. Errors: `UNAUTHENTICATED` without a first step, `INVALID_CODE`, `NOT_POSSIBLE` without an app, `RATE_LIMITED`.',
  })
  async confirmCode(
    @Arg('code', () => String, {
      description: 'Six digits of the authenticator app, or a recovery code. Each works once.',
    })
    code: string,
    @Ctx() context: AdminContext,
  ): Promise<SignInStep> {
    return confirmCode(context, code);
  }

  @Permit('ANYBODY')
  @Mutation(() => CodeSetup, {
    description:
      'Begins to set up an authenticator app, after the first step or in a session. Call `confirmCode` with a code of the app. Errors: `UNAUTHENTICATED`; `STEP_UP_REQUIRED` if there is a second factor already.',
  })
  async startCodeSetup(@Ctx() context: AdminContext): Promise<CodeSetup> {
    return startCodeSetup(context);
  }

  @Permit('SIGNED_IN')
  @Mutation(() => [String], {
    description:
      'Ten recovery codes, each for one sign-in without app and passkey. They replace earlier ones and are shown once. Errors: `STEP_UP_REQUIRED`, `NOT_POSSIBLE` without a second factor.',
  })
  async createRecoveryCodes(@Ctx() context: AdminContext): Promise<string[]> {
    return createRecoveryCodes(context);
  }
}
