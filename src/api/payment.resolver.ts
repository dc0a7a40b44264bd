import { GraphQLURL } from 'graphql-scalars';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { BadUserInput, PaymentNotFound } from '../errors.ts';
import { findOpened, type Intent } from '../payments/acquire-existing.ts';
import { findOwnPayment } from '../payments/find-own-payment.ts';
import { initiatePayment } from '../payments/initiate-payment.ts';
import { isPrintable } from '../payments/is-printable.ts';
import { listPayments } from '../payments/list-payments.ts';
import { readOpenPayments } from '../payments/open-payments.ts';
import { Payment } from '../payments/payment.ts';
import { PaymentConnection } from '../payments/payment-connection.ts';
import { verifyPayment } from '../payments/verify-payment.ts';
import { findReceiptsOf } from '../receipts/find-receipts.ts';
import { ReceiptKind } from '../receipts/receipt.ts';
import { ReceiptLink } from '../receipts/receipt-link.ts';
import { findSubscription } from '../subscriptions/find-subscription.ts';
import { Period } from '../subscriptions/period.ts';
import { Plan } from '../subscriptions/plan.ts';
import { readPeriodOf } from '../subscriptions/read-periods.ts';
import { Subscription } from '../subscriptions/subscription.ts';
import { type RequestContext } from './request-context.ts';

@Resolver(() => Payment)
export class PaymentResolver {
  @Query(() => PaymentConnection, {
    description: "The caller's payments, newest first. Errors: `UNAUTHENTICATED`, `BAD_USER_INPUT`.",
  })
  async myPayments(
    @Arg('first', () => Int, { defaultValue: 20, description: 'The number of payments, from 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'The `endCursor` of the previous page.' })
    after: string | null,
    @Ctx() context: RequestContext,
  ): Promise<PaymentConnection> {
    return listPayments(context.em, await context.userId(), { first, after: after ?? null });
  }

  @Query(() => [Payment], {
    description:
      "The caller's payments that can still be paid or that are `PENDING`, newest first, at most 100. Errors: `UNAUTHENTICATED`.",
  })
  async myOpenPayments(@Ctx() context: RequestContext): Promise<Payment[]> {
    return readOpenPayments(context.services.sql, await context.userId());
  }

  @Query(() => Payment, {
    nullable: true,
    description:
      "One of the caller's payments, as it is stored here, without asking Khalti. Null for an unknown payment, or another user's. Errors: `UNAUTHENTICATED`.",
  })
  async payment(
    @Arg('pidx', () => ID, { description: "Khalti's id of the payment." }) pidx: string,
    @Ctx() context: RequestContext,
  ): Promise<Payment | null> {
    const found = await findOwnPayment(context.services, await context.userId(), pidx);
    return found?.payment ?? null;
  }

  @Mutation(() => Payment, {
    description:
      'Opens a payment for a plan. The customer pays at its `paymentUrl`. Errors: `UNAUTHENTICATED`, `FORBIDDEN` if the account is blocked, `BAD_USER_INPUT`, `PLAN_NOT_FOUND`, `PRICE_CHANGED` with `oldPricePaisa` and `newPricePaisa`, `PAYMENT_PENDING` with the `pidx` of the pending payment, `PLAN_CHANGE_NOT_POSSIBLE` with a `reason`, `IDEMPOTENCY_KEY_REUSED`, `PAYMENT_IN_PROGRESS`, `RATE_LIMITED`, `GATEWAY_UNAVAILABLE`, `GATEWAY_REFUSED`, `GATEWAY_MISCONFIGURED`.',
  })
  async initiatePayment(
    @Arg('planId', () => ID, { description: 'The plan to buy.' }) planId: string,
    @Arg('idempotencyKey', () => ID, {
      nullable: true,
      description:
        'Chosen by the client, one for each purchase: 1 to 255 printable ASCII characters. Repeating a call with the same key gives the same payment, so a lost response can be requested again. Without a key, each call opens a payment.',
    })
    idempotencyKey: string | null,
    @Arg('expectedPricePaisa', () => Int, {
      nullable: true,
      description: 'The price of the plan that the customer has seen, in paisa. Another price is refused. Null: any.',
    })
    expectedPricePaisa: number | null,
    @Arg('despitePending', () => Boolean, {
      defaultValue: false,
      description: 'Whether to open a payment although another one of the caller is `PENDING`. Ask the customer first.',
    })
    despitePending: boolean,
    @Arg('startNow', () => Boolean, {
      defaultValue: false,
      description:
        'Whether the plan starts when it is paid, in place of the paid periods that run: see `planChange`. The sum is fixed when the payment is opened. Otherwise it starts after all access.',
    })
    startNow: boolean,
    @Arg('returnUrl', () => GraphQLURL, {
      nullable: true,
      description:
        'Where Khalti sends the customer back, with `?pidx=…`: one of `PAYMENT_RETURN_URLS`, without a query of your own. Null: the first of them.',
    })
    returnUrl: URL | null,
    @Ctx() context: RequestContext,
  ): Promise<Payment> {
    const userId = await context.userId();
    const key = idempotencyKey ?? null;
    if (key !== null && !isPrintable(key)) {
      throw new BadUserInput('idempotencyKey', 'An idempotency key must have 1 to 255 printable ASCII characters.');
    }
    const wantedUrl = returnUrl?.href ?? null;
    if (wantedUrl !== null && !context.services.paymentReturnUrls.includes(wantedUrl)) {
      throw new BadUserInput('returnUrl', "This return URL is not one of the server's PAYMENT_RETURN_URLS.");
    }
    return initiateWithinLimits(context, {
      userId,
      planId,
      idempotencyKey: key,
      expectedPricePaisa: expectedPricePaisa ?? null,
      despitePending,
      startNow,
      returnUrl: wantedUrl,
    });
  }

  @Mutation(() => Payment, {
    description:
      'Asks Khalti for the status of a payment, and grants access if it is completed. Call it when the customer returns, as often as you like. A payment that is not paid is a result (`status`), not an error. Errors: `UNAUTHENTICATED`, `PAYMENT_NOT_FOUND`, `RATE_LIMITED`, `GATEWAY_UNAVAILABLE`, `GATEWAY_REFUSED`, `GATEWAY_MISCONFIGURED`; none of them changes the payment.',
  })
  async verifyPayment(
    @Arg('pidx', () => ID, { description: "Khalti's id of the payment, from the return URL." }) pidx: string,
    @Ctx() context: RequestContext,
  ): Promise<Payment> {
    const { services, signal } = context;
    const userId = await context.userId();
    await services.accountLimits.countVerification(userId);
    const found = await findOwnPayment(services, userId, pidx);
    if (!found) throw new PaymentNotFound();
    return found.payment.isSettled ? found.payment : verifyPayment(services, found, signal);
  }

  @FieldResolver(() => Plan)
  async plan(@Root() payment: Payment, @Ctx() { services }: RequestContext): Promise<Plan> {
    return services.plans.find(payment.plan.id);
  }

  @FieldResolver(() => String, { description: 'The name of the plan when this payment was opened.' })
  async planName(@Root() { planName, plan }: Payment, @Ctx() { services }: RequestContext): Promise<string> {
    return planName ?? (await services.plans.find(plan.id)).name;
  }

  @FieldResolver(() => String, {
    description:
      'A sentence about this status to show to the customer, in the language of the request: that of the cookie `language` (`en` or `ne`), else of `Accept-Language`, else English.',
  })
  message(@Root() payment: Payment, @Ctx() { language }: RequestContext): string {
    return payment.messageIn(language);
  }

  @FieldResolver(() => Period, {
    nullable: true,
    description:
      'The access that this payment has granted. Null before that, and when it is revoked or exchanged for another plan.',
  })
  async period(@Root() { id }: Payment, @Ctx() { services }: RequestContext): Promise<Period | null> {
    return readPeriodOf(services.sql, id);
  }

  @FieldResolver(() => Subscription, {
    nullable: true,
    description:
      "The customer's subscription, if this payment has granted days. Null before that, and after a refund has revoked them.",
  })
  async subscription(@Root() payment: Payment, @Ctx() { services }: RequestContext): Promise<Subscription | null> {
    return findSubscription(services, payment.user.id, payment.id);
  }

  @FieldResolver(() => ReceiptLink, {
    nullable: true,
    description: 'The receipt. Null until the payment is paid, and for the seconds until a worker has issued it.',
  })
  async receipt(@Root() { id }: Payment, @Ctx() { services }: RequestContext): Promise<ReceiptLink | null> {
    const links = await linksOf(services, id);
    return links.find(({ kind }) => kind === ReceiptKind.RECEIPT) ?? null;
  }

  @FieldResolver(() => [ReceiptLink], {
    description: 'A credit note for each refund, oldest first. It is issued when the sum of the refund is known.',
  })
  async creditNotes(@Root() { id }: Payment, @Ctx() { services }: RequestContext): Promise<ReceiptLink[]> {
    const links = await linksOf(services, id);
    return links.filter(({ kind }) => kind === ReceiptKind.CREDIT_NOTE);
  }
}

async function linksOf({ sql, publicUrl }: RequestContext['services'], paymentId: string): Promise<ReceiptLink[]> {
  const receipts = await findReceiptsOf(sql, paymentId);
  return receipts.map((receipt) => new ReceiptLink(receipt, `${publicUrl}/receipts`));
}

/** At the limit, a repeated call still gets the payment that it has opened. Repeated calls are not counted. */
async function initiateWithinLimits({ services, signal }: RequestContext, intent: Intent): Promise<Payment> {
  const { accountLimits } = services;
  const { userId } = intent;
  const startedAt = new Date();
  const refusal = await accountLimits.countPayment(userId);
  if (refusal) {
    const opened = await findOpened(services, intent);
    if (opened) return opened;
    throw refusal;
  }
  const payment = await initiatePayment(services, intent, signal);
  if (payment.createdAt < startedAt) await accountLimits.forgivePayment(userId);
  return payment;
}
