import { GraphQLError } from 'graphql';

/**
 * Every refusal that a client can receive. `code` is stable; `retryable` says whether the same call may succeed later
 * without anything being changed in it.
 */
export class Refusal extends GraphQLError {
  constructor(
    message: string,
    extensions: { code: string; retryable: boolean } & Record<string, unknown>,
    cause?: unknown,
  ) {
    super(message, { extensions, ...(cause instanceof Error ? { originalError: cause } : {}) });
  }
}

export class Unauthenticated extends Refusal {
  constructor(message = 'Please sign in.') {
    super(message, { code: 'UNAUTHENTICATED', retryable: false });
  }
}

export class Forbidden extends Refusal {
  constructor(message: string) {
    super(message, { code: 'FORBIDDEN', retryable: false });
  }
}

export class BadUserInput extends Refusal {
  constructor(argument: string, message: string) {
    super(message, { code: 'BAD_USER_INPUT', retryable: false, argument });
  }
}

export class PlanNotFound extends Refusal {
  constructor() {
    super('There is no such plan on sale.', { code: 'PLAN_NOT_FOUND', retryable: false });
  }
}

export class PaymentNotFound extends Refusal {
  constructor() {
    super('You have no such payment.', { code: 'PAYMENT_NOT_FOUND', retryable: false });
  }
}

export class IdempotencyKeyReused extends Refusal {
  constructor() {
    super('This idempotency key already belongs to a payment for another plan.', {
      code: 'IDEMPOTENCY_KEY_REUSED',
      retryable: false,
    });
  }
}

export class PaymentInProgress extends Refusal {
  constructor() {
    super('This payment is still being opened. Try again in a moment.', {
      code: 'PAYMENT_IN_PROGRESS',
      retryable: true,
    });
  }
}

export class EmailTaken extends Refusal {
  constructor() {
    super('There is an account with this e-mail address already.', { code: 'EMAIL_TAKEN', retryable: false });
  }
}

export class InvalidCredentials extends Refusal {
  constructor() {
    super('The e-mail address or the password is wrong.', { code: 'INVALID_CREDENTIALS', retryable: false });
  }
}

export class TokenInvalid extends Refusal {
  constructor() {
    super('This link is not valid: it was used already, or it is too old.', {
      code: 'TOKEN_INVALID',
      retryable: false,
    });
  }
}

export class RateLimited extends Refusal {
  constructor(retryAfterSeconds: number) {
    super('Too many attempts. Please wait before you try again.', {
      code: 'RATE_LIMITED',
      retryable: true,
      retryAfterSeconds,
    });
  }
}

export class IdentityProviderUnavailable extends Refusal {
  constructor(cause?: unknown) {
    super(
      'Your sign-in cannot be checked right now. Try again in a moment.',
      { code: 'IDENTITY_PROVIDER_UNAVAILABLE', retryable: true },
      cause,
    );
  }
}

/** What Khalti answered to one question, word for word, kept for audit. */
export interface Answer {
  operation: 'initiate' | 'lookup' | 'refund';
  httpStatus: number;
  body: string;
}

/** Trouble with Khalti: `reason` and `answer` are for the log and the audit, never for the client. */
export class GatewayTrouble extends Refusal {
  readonly reason: string;
  readonly answer: Answer | null;

  constructor(message: string, code: string, retryable: boolean, reason: string, answer: Answer | null) {
    super(message, { code, retryable });
    this.reason = reason;
    this.answer = answer;
  }
}

export class GatewayUnavailable extends GatewayTrouble {
  constructor(reason: string, answer: Answer | null = null) {
    const message = 'Khalti cannot be reached right now. Nothing is lost; try again in a moment.';
    super(message, 'GATEWAY_UNAVAILABLE', true, reason, answer);
  }
}

export class GatewayRefused extends GatewayTrouble {
  constructor(reason: string, answer: Answer | null = null) {
    super('Khalti did not accept this payment.', 'GATEWAY_REFUSED', false, reason, answer);
  }
}

export class GatewayMisconfigured extends GatewayTrouble {
  constructor(reason: string, answer: Answer | null = null) {
    const message = 'Payments are not available right now. Nothing has been charged.';
    super(message, 'GATEWAY_MISCONFIGURED', false, reason, answer);
  }
}
