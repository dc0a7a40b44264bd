import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { type AdminContext } from '../admin-context.ts';
import { Permission } from '../permissions.ts';
import { Permit } from '../permit.ts';
import { changeOperatorPassword } from './change-operator-password.ts';
import { PasswordResetRecord } from './password-reset-record.ts';
import { resetOperatorPassword } from './reset-operator-password.ts';
import { sendOperatorPasswordReset } from './send-operator-password-reset.ts';
import { SignInStep } from './sign-in-step.ts';

const newPassword = { description: 'The new one, 8 to 200 characters.' };

@Resolver()
export class OperatorPasswordResolver {
  @Permit(Permission.MANAGE_OPERATORS)
  @Mutation(() => PasswordResetRecord, {
    description:
      'For an operator who has forgotten the password: a link to choose a new one. An older link of the operator stops working. Errors: `STEP_UP_REQUIRED`, `OPERATOR_NOT_FOUND`, `NOT_POSSIBLE` for a disabled operator.',
  })
  async sendOperatorPasswordReset(
    @Arg('id', () => ID, { description: 'The operator.' }) id: string,
    @Ctx() context: AdminContext,
  ): Promise<PasswordResetRecord> {
    return sendOperatorPasswordReset(context, id);
  }

  @Permit('ANYBODY')
  @Mutation(() => SignInStep, {
    description:
      'Sets a new password, ends all sessions of the operator and begins a new one. A second factor is asked for as after `signIn`. Errors: `TOKEN_INVALID`, `BAD_USER_INPUT`, `RATE_LIMITED`.',
  })
  async resetOperatorPassword(
    @Arg('token', () => String, { description: 'From the link. It works once, for 24 hours.' }) token: string,
    @Arg('password', () => String, newPassword) password: string,
    @Ctx() context: AdminContext,
  ): Promise<SignInStep> {
    return resetOperatorPassword(context, { token, password });
  }

  @Permit('SIGNED_IN')
  @Mutation(() => Boolean, {
    description:
      'Changes the password of the signed-in operator, and ends the other sessions. Errors: `INVALID_CREDENTIALS` for a wrong password, `BAD_USER_INPUT`, `RATE_LIMITED`.',
  })
  async changeOperatorPassword(
    @Arg('current', () => String, { description: 'The password until now.' }) current: string,
    @Arg('password', () => String, newPassword) password: string,
    @Ctx() context: AdminContext,
  ): Promise<boolean> {
    return changeOperatorPassword(context, { current, password });
  }
}
