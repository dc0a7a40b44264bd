import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type Call } from '../call.ts';
import { BadUserInput, PaymentNotFound } from '../errors.ts';
import { findSubscription } from '../subscriptions/find-subscription.ts';
import { Plan } from '../subscriptions/plan.ts';
import { Subscription } from '../subscriptions/subscription.ts';
import { findOwnPayment, findOwnStanding } from './find-own-payment.ts';
import { initiatePayment } from './initiate-payment.ts';
import { Payment } from './payment.ts';
import { listPayments, PaymentConnection } from './payment-connection.ts';
import { verifyPayment } from './verify-payment.ts';

const PRINTABLE = /^[\x20-\x7e]{1,255}$/;

@Resolver(() => Payment)
export class PaymentResolver {
  @Query(() => PaymentConnection, {
    description: "The caller's payments, newest first. Errors: `UNAUTHENTICATED`, `BAD_USER_INPUT`.",
  })
  async myPayments(
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, from 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'The `endCursor` of the page before.' })
    after: string | null,
    @Ctx() call: Call,
  ): Promise<PaymentConnection> {
    return listPayments(call.em, await call.userId(), { first, after: after ?? null });
  }

  @Query(() => Payment, {
    nullable: true,
    description:
      "One of the caller's payments, as it is known here, without asking Khalti; null for an unknown one or somebody else's. Errors: `UNAUTHENTICATED`.",
  })
  async payment(
    @Arg('pidx', () => ID, { description: "Khalti's name for the payment." }) pidx: string,
    @Ctx() call: Call,
  ): Promise<Payment | null> {
    return findOwnPayment(call, pidx);
  }

  @Mutation(() => Payment, {
    description:
      'Opens a payment for a plan, to be paid at its `paymentUrl`. Errors: `UNAUTHENTICATED`, `BAD_USER_INPUT`, `PLAN_NOT_FOUND`, `IDEMPOTENCY_KEY_REUSED`, `PAYMENT_IN_PROGRESS`, `GATEWAY_UNAVAILABLE`, `GATEWAY_REFUSED`, `GATEWAY_MISCONFIGURED`.',
  })
  async initiatePayment(
    @Arg('planId', () => ID, { description: 'What to buy.' }) planId: string,
    @Arg('idempotencyKey', () => ID, {
      nullable: true,
      description:
        'One per intent to pay, made by the client, 1 to 255 printable ASCII characters: the same key gives the same payment, so that a lost answer can be asked for again. Without one, every call opens a payment.',
    })
    idempotencyKey: string | null,
    @Ctx() call: Call,
  ): Promise<Payment> {
    const userId = await call.userId();
    const key = idempotencyKey ?? null;
    if (key !== null && !PRINTABLE.test(key)) {
      throw new BadUserInput('idempotencyKey', 'An idempotency key has 1 to 255 printable ASCII characters.');
    }
    return initiatePayment(call.services, { userId, planId, idempotencyKey: key }, call.signal);
  }

  @Mutation(() => Payment, {
    description:
      'Asks Khalti where a payment stands, and grants access if it is completed. Call it when the customer is back; it may be called any number of times. An unpaid payment is an answer (`status`), not an error. Errors: `UNAUTHENTICATED`, `PAYMENT_NOT_FOUND`, `GATEWAY_UNAVAILABLE`, `GATEWAY_REFUSED`, `GATEWAY_MISCONFIGURED`; after any of them the payment is as it was.',
  })
  async verifyPayment(
    @Arg('pidx', () => ID, { description: "Khalti's name for the payment, as in the return URL." }) pidx: string,
    @Ctx() call: Call,
  ): Promise<Payment> {
    const standing = await findOwnStanding(call, pidx);
    if (!standing) throw new PaymentNotFound();
    return standing.payment.isSettled ? standing.payment : verifyPayment(call.services, standing, call.signal);
  }

  @FieldResolver(() => Plan)
  async plan(@Root() payment: Payment, @Ctx() { services }: Call): Promise<Plan> {
    return services.plans.find(payment.plan.id);
  }

  @FieldResolver(() => Subscription, {
    nullable: true,
    description:
      "The customer's subscription, once this payment has granted its days; null before, and after a refund took them away.",
  })
  async subscription(@Root() payment: Payment, @Ctx() { services }: Call): Promise<Subscription | null> {
    return findSubscription(services, payment.user.id, payment.id);
  }
}
