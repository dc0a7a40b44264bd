import { GraphQLError } from 'graphql';
import { type KhaltiAnswer } from './khalti/khalti-answer.ts';
import { type Said, say } from './languages/say.ts';

/**
 * An error that clients receive as it is. `code` is stable; `retryable`: the same request may succeed later. What customers
 * read is said in each language; texts for operators and developers are English alone.
 */
export class ApiError extends GraphQLError {
  readonly said: Said | null;

  constructor(
    message: string | Said,
    extensions: { code: string; retryable: boolean } & Record<string, unknown>,
    cause?: unknown,
  ) {
    const isEnglish = typeof message === 'string';
    super(isEnglish ? message : message.EN, {
      extensions,
      ...(cause instanceof Error ? { originalError: cause } : {}),
    });
    this.said = isEnglish ? null : message;
  }
}

export class Unauthenticated extends ApiError {
  constructor(message: Said = say(({ pleaseSignIn }) => pleaseSignIn)) {
    super(message, { code: 'UNAUTHENTICATED', retryable: false });
  }

  static invalidSession(): Unauthenticated {
    return new Unauthenticated(say(({ sessionEnded }) => sessionEnded));
  }
}

export class Forbidden extends ApiError {
  constructor(message: string | Said) {
    super(message, { code: 'FORBIDDEN', retryable: false });
  }
}

/** Only for a customer who has proven to be that customer. */
export function accountBlocked(): Forbidden {
  return new Forbidden(say(({ accountBlocked }) => accountBlocked));
}

export class BadUserInput extends ApiError {
  constructor(argument: string, message: string | Said) {
    super(message, { code: 'BAD_USER_INPUT', retryable: false, argument });
  }
}

export class PlanNotFound extends ApiError {
  constructor(message: string | Said = say(({ planNotFound }) => planNotFound)) {
    super(message, { code: 'PLAN_NOT_FOUND', retryable: false });
  }
}

export class PaymentNotFound extends ApiError {
  constructor(message: string | Said = say(({ paymentNotFound }) => paymentNotFound)) {
    super(message, { code: 'PAYMENT_NOT_FOUND', retryable: false });
  }
}

export class IdempotencyKeyReused extends ApiError {
  constructor(message: string | Said = say(({ keyReused }) => keyReused)) {
    super(message, {
      code: 'IDEMPOTENCY_KEY_REUSED',
      retryable: false,
    });
  }
}

export class PaymentInProgress extends ApiError {
  constructor() {
    super(
      say(({ paymentInProgress }) => paymentInProgress),
      {
        code: 'PAYMENT_IN_PROGRESS',
        retryable: true,
      },
    );
  }
}

/** Khalti has not decided about a payment of the customer yet. Another one may take the money twice. */
export class PaymentPending extends ApiError {
  constructor(pidx: string | null) {
    super(
      say(({ paymentPending }) => paymentPending),
      {
        code: 'PAYMENT_PENDING',
        retryable: false,
        pidx,
      },
    );
  }
}

/** The customer has seen another price. */
export class PriceChanged extends ApiError {
  constructor(oldPricePaisa: number, newPricePaisa: number) {
    super(
      say(({ priceChanged }) => priceChanged),
      {
        code: 'PRICE_CHANGED',
        retryable: false,
        oldPricePaisa,
        newPricePaisa,
      },
    );
  }
}

/** Why a plan cannot start now, in place of what runs. */
export class PlanChangeNotPossible extends ApiError {
  constructor(reason: string, message: Said) {
    super(message, { code: 'PLAN_CHANGE_NOT_POSSIBLE', retryable: false, reason });
  }
}

export class TrialNotOffered extends ApiError {
  constructor() {
    super(
      say(({ trialNotOffered }) => trialNotOffered),
      { code: 'TRIAL_NOT_OFFERED', retryable: false },
    );
  }
}

export class TrialUsed extends ApiError {
  constructor() {
    super(
      say(({ trialUsed }) => trialUsed),
      { code: 'TRIAL_USED', retryable: false },
    );
  }
}

export class EmailNotConfirmed extends ApiError {
  constructor() {
    super(
      say(({ emailNotConfirmed }) => emailNotConfirmed),
      {
        code: 'EMAIL_NOT_CONFIRMED',
        retryable: false,
      },
    );
  }
}

export class EmailTaken extends ApiError {
  constructor() {
    super(
      say(({ emailTaken }) => emailTaken),
      { code: 'EMAIL_TAKEN', retryable: false },
    );
  }
}

export class InvalidCredentials extends ApiError {
  constructor(message: Said = say(({ wrongEmailOrPassword }) => wrongEmailOrPassword)) {
    super(message, { code: 'INVALID_CREDENTIALS', retryable: false });
  }

  static wrongPassword(): InvalidCredentials {
    return new InvalidCredentials(say(({ wrongPassword }) => wrongPassword));
  }
}

export class TokenInvalid extends ApiError {
  constructor() {
    super(
      say(({ linkInvalid }) => linkInvalid),
      {
        code: 'TOKEN_INVALID',
        retryable: false,
      },
    );
  }
}

export class SessionNotFound extends ApiError {
  constructor() {
    super(
      say(({ sessionNotFound }) => sessionNotFound),
      { code: 'SESSION_NOT_FOUND', retryable: false },
    );
  }
}

export class RateLimited extends ApiError {
  constructor(retryAfterSeconds: number, message: Said = say(({ tooManyRequests }) => tooManyRequests)) {
    super(message, {
      code: 'RATE_LIMITED',
      retryable: true,
      retryAfterSeconds,
    });
  }
}

/** Of an operator. The message and `permission` name what is missing. */
export class PermissionDenied extends ApiError {
  constructor(permission: string) {
    super(`Your role does not have the permission ${permission}.`, {
      code: 'PERMISSION_DENIED',
      retryable: false,
      permission,
    });
  }
}

/** Of an operator: this deed needs a code or a passkey of the last ten minutes. */
export class StepUpRequired extends ApiError {
  constructor() {
    super('Confirm with your authenticator app or a passkey, then try again.', {
      code: 'STEP_UP_REQUIRED',
      retryable: true,
    });
  }
}

/** Of an operator: a code of an authenticator app or a recovery code. */
export class InvalidCode extends ApiError {
  constructor() {
    super('This code is wrong, was used already, or is too old. Wait for the next code and try again.', {
      code: 'INVALID_CODE',
      retryable: false,
    });
  }
}

/** Of an operator: what the browser returned for a passkey. */
export class InvalidPasskey extends ApiError {
  constructor() {
    super('This passkey was not accepted. Start again, or use another way.', {
      code: 'INVALID_PASSKEY',
      retryable: false,
    });
  }
}

/** Somebody has changed the thing since it was read. `current` has it as it is now. */
export class ChangedMeanwhile extends ApiError {
  constructor(current: object) {
    super('This has changed since you opened it. Look at it again before you decide.', {
      code: 'CHANGED_MEANWHILE',
      retryable: false,
      current,
    });
  }
}

export class NotFound extends ApiError {
  constructor(
    what:
      | 'CUSTOMER'
      | 'REFUND'
      | 'PERIOD'
      | 'EXTENSION'
      | 'OPERATOR'
      | 'INVITATION'
      | 'SESSION'
      | 'PASSKEY'
      | 'MESSAGE'
      | 'API_KEY'
      | 'WEBHOOK_ENDPOINT'
      | 'WEBHOOK_DELIVERY',
  ) {
    super(`There is no such ${what.toLowerCase().replace('api_key', 'API key').replace('_', ' ')}.`, {
      code: `${what}_NOT_FOUND`,
      retryable: false,
    });
  }
}

/** The payment has a refund whose result is not known yet. */
export class RefundInProgress extends ApiError {
  constructor(refundId: string) {
    super('A refund of this payment is already under way.', { code: 'REFUND_IN_PROGRESS', retryable: false, refundId });
  }
}

export class AmountTooLarge extends ApiError {
  constructor(leftPaisa: number) {
    super(`Of this payment, ${leftPaisa} paisa are left to refund.`, {
      code: 'AMOUNT_TOO_LARGE',
      retryable: false,
      leftPaisa,
    });
  }
}

export class NotRefundable extends ApiError {
  constructor(message: string) {
    super(message, { code: 'NOT_REFUNDABLE', retryable: false });
  }
}

/** The thing is not in a state in which this is possible. */
export class NotPossible extends ApiError {
  constructor(message: string | Said) {
    super(message, { code: 'NOT_POSSIBLE', retryable: false });
  }
}

/** The database is away, full, locked or out of connections. */
export class ServiceUnavailable extends ApiError {
  constructor() {
    super(
      say(({ unavailable }) => unavailable),
      {
        code: 'SERVICE_UNAVAILABLE',
        retryable: true,
      },
    );
  }
}

export class IdentityProviderUnavailable extends ApiError {
  constructor(cause?: unknown) {
    super(
      say(({ signInUnchecked }) => signInUnchecked),
      { code: 'IDENTITY_PROVIDER_UNAVAILABLE', retryable: true },
      cause,
    );
  }
}

/** What was requested of Khalti. */
type Operation = KhaltiAnswer['operation'];

/** A failed request to Khalti. `reason` and `answer` are for the log and the audit, never for the client. */
export class GatewayError extends ApiError {
  readonly reason: string;
  readonly answer: KhaltiAnswer | null;

  constructor(message: string | Said, code: string, retryable: boolean, reason: string, answer: KhaltiAnswer | null) {
    super(message, { code, retryable });
    this.reason = reason;
    this.answer = answer;
  }
}

// The sentence depends on what was requested. Operators read those about refunds.
const UNAVAILABLE: Record<Operation, string | Said> = {
  initiate: say(({ khaltiUnavailable }) => khaltiUnavailable.initiate),
  lookup: say(({ khaltiUnavailable }) => khaltiUnavailable.lookup),
  refund: 'Khalti gave no clear answer. The money may have been refunded: check the payment before you try again.',
};
const REFUSED: Record<Operation, string | Said> = {
  initiate: say(({ khaltiRefused }) => khaltiRefused.initiate),
  lookup: say(({ khaltiRefused }) => khaltiRefused.lookup),
  refund: 'Khalti did not accept this refund.',
};
const MISCONFIGURED: Record<Operation, string | Said> = {
  initiate: say(({ khaltiMisconfigured }) => khaltiMisconfigured.initiate),
  lookup: say(({ khaltiMisconfigured }) => khaltiMisconfigured.lookup),
  refund: 'Refunds are not available right now. Nothing was refunded.',
};

export class GatewayUnavailable extends GatewayError {
  /** `hasArrived` is NO only if there was no connection, so that Khalti cannot have received the request. */
  constructor(
    operation: Operation,
    reason: string,
    answer: KhaltiAnswer | null = null,
    readonly hasArrived: 'NO' | 'MAYBE' = 'MAYBE',
  ) {
    super(UNAVAILABLE[operation], 'GATEWAY_UNAVAILABLE', true, reason, answer);
  }
}

export class GatewayRefused extends GatewayError {
  constructor(operation: Operation, reason: string, answer: KhaltiAnswer | null = null) {
    super(REFUSED[operation], 'GATEWAY_REFUSED', false, reason, answer);
  }
}

export class GatewayMisconfigured extends GatewayError {
  constructor(operation: Operation, reason: string, answer: KhaltiAnswer | null = null) {
    super(MISCONFIGURED[operation], 'GATEWAY_MISCONFIGURED', false, reason, answer);
  }
}
