import { registerEnumType } from 'type-graphql';
import { OperatorRole } from '../permissions.ts';
import { type Operator } from './operator.ts';

export enum SignInStep {
  SIGNED_IN = 'SIGNED_IN',
  CODE_REQUIRED = 'CODE_REQUIRED',
  CODE_SETUP_REQUIRED = 'CODE_SETUP_REQUIRED',
}

registerEnumType(SignInStep, {
  name: 'SignInStep',
  description: 'What an operator must do next to sign in.',
  valuesConfig: {
    SIGNED_IN: { description: 'Nothing. The cookie has a session.' },
    CODE_REQUIRED: {
      description:
        'Call `confirmCode`, or `startPasskey` and `confirmPasskey`, within ten minutes. Nothing else is possible before.',
    },
    CODE_SETUP_REQUIRED: {
      description:
        'Call `startCodeSetup` and `confirmCode`, or `startPasskeySetup` and `addPasskey`, within ten minutes. Nothing else is possible before.',
    },
  },
});

/** An operator with a second factor is always asked for it. */
export function stepAfterPassword(operator: Operator, isProduction: boolean): SignInStep {
  if (operator.hasSecondFactor) return SignInStep.CODE_REQUIRED;
  return needsCode(operator.role, isProduction) ? SignInStep.CODE_SETUP_REQUIRED : SignInStep.SIGNED_IN;
}

export function needsCode(role: OperatorRole, isProduction: boolean): boolean {
  return isProduction && (role === OperatorRole.OWNER || role === OperatorRole.FINANCE);
}
