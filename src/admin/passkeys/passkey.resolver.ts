import { GraphQLJSONObject } from 'graphql-scalars';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { type AdminContext } from '../admin-context.ts';
import { SignInStep } from '../operators/sign-in-step.ts';
import { Permit } from '../permit.ts';
import { addPasskey } from './add-passkey.ts';
import { confirmPasskey } from './confirm-passkey.ts';
import { OperatorPasskey } from './operator-passkey.ts';
import { PasskeyRecord } from './passkey-record.ts';
import { removePasskey } from './remove-passkey.ts';
import { startPasskey } from './start-passkey.ts';
import { startPasskeySetup } from './start-passkey-setup.ts';

@Resolver()
export class PasskeyResolver {
  @Permit('SIGNED_IN')
  @Query(() => [PasskeyRecord], { description: 'The passkeys of the signed-in operator, the oldest first.' })
  async myPasskeys(@Ctx() context: AdminContext): Promise<PasskeyRecord[]> {
    const { id } = await context.operator();
    const passkeys = await context.em.find(OperatorPasskey, { operator: id }, { orderBy: { id: 'asc' } });
    return passkeys.map((passkey) => new PasskeyRecord(passkey));
  }

  @Permit('ANYBODY')
  @Mutation(() => GraphQLJSONObject, {
    description:
      'Begins to add a passkey, after the first step (`CODE_SETUP_REQUIRED`) or in a session: the `PublicKeyCredentialCreationOptionsJSON` for the browser. Call `addPasskey` within five minutes, in the same session. Errors: `UNAUTHENTICATED`; `STEP_UP_REQUIRED` if there is a second factor already; `NOT_POSSIBLE` beyond ten passkeys.',
  })
  async startPasskeySetup(@Ctx() context: AdminContext): Promise<object> {
    return startPasskeySetup(context);
  }

  @Permit('ANYBODY')
  @Mutation(() => PasskeyRecord, {
    description:
      'Adds a passkey. After the first step, it also signs in. Errors: `UNAUTHENTICATED`, `INVALID_PASSKEY`, `STEP_UP_REQUIRED`, `BAD_USER_INPUT`, `NOT_POSSIBLE`, `RATE_LIMITED`.',
  })
  async addPasskey(
    @Arg('name', () => String, { description: 'To tell it from others. At most 100 characters.' }) name: string,
    @Arg('response', () => GraphQLJSONObject, { description: 'The `RegistrationResponseJSON` of the browser.' })
    response: object,
    @Ctx() context: AdminContext,
  ): Promise<PasskeyRecord> {
    return new PasskeyRecord(await addPasskey(context, { name, response }));
  }

  @Permit('ANYBODY')
  @Mutation(() => GraphQLJSONObject, {
    description:
      'Begins to use a passkey, after the first step (`CODE_REQUIRED`) or in a session: the `PublicKeyCredentialRequestOptionsJSON` for the browser. Call `confirmPasskey` within five minutes, in the same session. Errors: `UNAUTHENTICATED`, `NOT_POSSIBLE` without a passkey.',
  })
  async startPasskey(@Ctx() context: AdminContext): Promise<object> {
    return startPasskey(context);
  }

  @Permit('ANYBODY')
  @Mutation(() => SignInStep, {
    description:
      'The second step of signing in, instead of `confirmCode`. In a session, it confirms deeds of the next ten minutes. Each response works once. Errors: `UNAUTHENTICATED`, `INVALID_PASSKEY`, `BAD_USER_INPUT`, `RATE_LIMITED`.',
  })
  async confirmPasskey(
    @Arg('response', () => GraphQLJSONObject, { description: 'The `AuthenticationResponseJSON` of the browser.' })
    response: object,
    @Ctx() context: AdminContext,
  ): Promise<SignInStep> {
    return confirmPasskey(context, { response });
  }

  @Permit('SIGNED_IN')
  @Mutation(() => Boolean, {
    description:
      "Removes one of the operator's own passkeys. Errors: `PASSKEY_NOT_FOUND`, `STEP_UP_REQUIRED`, `NOT_POSSIBLE` for the only second factor of a role that needs one.",
  })
  async removePasskey(
    @Arg('id', () => ID, { description: 'From `myPasskeys`.' }) id: string,
    @Ctx() context: AdminContext,
  ): Promise<boolean> {
    return removePasskey(context, id);
  }
}
