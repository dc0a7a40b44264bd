import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { blockCustomer, unblockCustomer } from '../../accounts/block-customer.ts';
import { endAllSessions } from '../../accounts/end-all-sessions.ts';
import { erasePersonalData } from '../../accounts/erase-personal-data.ts';
import { lockPayments } from '../../payments/open-matters.ts';
import { readReason } from '../../payments/read-reason.ts';
import { type Services } from '../../services.ts';
import { findCustomer } from '../../users/find-customer.ts';
import { type User } from '../../users/user.ts';
import { type AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { checkSeen } from '../check-seen.ts';
import { requireStepUp } from '../operators/require-step-up.ts';
import { Permission } from '../permissions.ts';
import { Permit } from '../permit.ts';
import { type Done, recordDeed } from '../record-deed.ts';
import { CustomerRecord } from '../records/customer-record.ts';

const USER = { description: 'The customer.' };
const SEEN = { description: '`updatedAt` of the customer as the operator has seen it.' };
const REASON = { description: 'Why, for the audit: 1 to 1000 characters.' };

type Change = (em: EntityManager, user: User) => Promise<Omit<Done<unknown>, 'result'>>;

interface Asked {
  userId: string;
  /** Null: what the operator has seen does not matter. */
  seenUpdatedAt: Date | null;
  reason: string;
}

@Resolver()
export class CustomerDeedsResolver {
  @Permit(Permission.BLOCK_CUSTOMER)
  @Mutation(() => CustomerRecord, {
    description:
      'Blocks a customer: all sessions end, and the customer can neither sign in nor pay. Errors: `PERMISSION_DENIED`, `BAD_USER_INPUT`, `CUSTOMER_NOT_FOUND`, `CHANGED_MEANWHILE`.',
  })
  async blockCustomer(
    @Arg('userId', () => ID, USER) userId: string,
    @Arg('seenUpdatedAt', () => GraphQLDateTime, SEEN) seenUpdatedAt: Date,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: AdminContext,
  ): Promise<CustomerRecord> {
    return change(context, 'blockCustomer', { userId, seenUpdatedAt, reason }, async (em, user) => {
      const isBlocked = await blockCustomer(em, user);
      return { isRepeat: !isBlocked, before: { blockedAt: null }, after: { blockedAt: user.blockedAt } };
    });
  }

  @Permit(Permission.BLOCK_CUSTOMER)
  @Mutation(() => CustomerRecord, {
    description:
      'Lets a blocked customer sign in and pay again. Errors: `PERMISSION_DENIED`, `BAD_USER_INPUT`, `CUSTOMER_NOT_FOUND`, `CHANGED_MEANWHILE`.',
  })
  async unblockCustomer(
    @Arg('userId', () => ID, USER) userId: string,
    @Arg('seenUpdatedAt', () => GraphQLDateTime, SEEN) seenUpdatedAt: Date,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: AdminContext,
  ): Promise<CustomerRecord> {
    return change(context, 'unblockCustomer', { userId, seenUpdatedAt, reason }, async (em, user) => {
      const { blockedAt } = user;
      const isUnblocked = await unblockCustomer(em, user);
      return { isRepeat: !isUnblocked, before: { blockedAt }, after: { blockedAt: null } };
    });
  }

  @Permit(Permission.END_SESSIONS)
  @Mutation(() => CustomerRecord, {
    description:
      'Ends all sessions of a customer, who can sign in again. With an identity provider, tokens that were issued before are refused. Errors: `PERMISSION_DENIED`, `BAD_USER_INPUT`, `CUSTOMER_NOT_FOUND`.',
  })
  async endSessions(
    @Arg('userId', () => ID, USER) userId: string,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: AdminContext,
  ): Promise<CustomerRecord> {
    return change(context, 'endSessions', { userId, seenUpdatedAt: null, reason }, async (em, user) => {
      const sessionsValidFrom = await endAllSessions(em, user);
      return { after: { sessionsValidFrom } };
    });
  }

  @Permit(Permission.ERASE_CUSTOMER)
  @Mutation(() => CustomerRecord, {
    description:
      'Erases who a customer is: the address, the name, the password, the subject at an identity provider, and what Khalti has reported of the person. Payments, periods and refunds stay. It cannot be undone. The address can be used for another account. Errors: `PERMISSION_DENIED`, `STEP_UP_REQUIRED`, `BAD_USER_INPUT`, `CUSTOMER_NOT_FOUND`, also after an erasure; `CHANGED_MEANWHILE`; `NOT_POSSIBLE` while a payment is open or in review, or a refund is under way or unknown.',
  })
  async erasePersonalData(
    @Arg('userId', () => ID, USER) userId: string,
    @Arg('seenUpdatedAt', () => GraphQLDateTime, SEEN) seenUpdatedAt: Date,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: AdminContext,
  ): Promise<CustomerRecord> {
    return change(
      context,
      'erasePersonalData',
      { userId, seenUpdatedAt, reason },
      async (em, user) => {
        await erasePersonalData(em, user);
        return { before: { erasedAt: null }, after: { erasedAt: user.erasedAt } };
      },
      // Before the customer: a payment that completes locks its own row first, then waits for the customer's.
      { ask: () => requireStepUp(context), lockBefore: lockPayments },
    );
  }
}

async function change(
  context: AdminContext,
  action: string,
  { userId, seenUpdatedAt, reason }: Asked,
  apply: Change,
  before: { ask?: () => Promise<void>; lockBefore?: (em: EntityManager, userId: string) => Promise<void> } = {},
): Promise<CustomerRecord> {
  const { services } = context;
  const target = { kind: TargetKind.CUSTOMER, id: userId };
  const user = await recordDeed(
    services,
    { ...(await context.actor()), action, target, reason },
    {
      ask: async () => {
        await before.ask?.();
        readReason(reason);
      },
      change: async (em) => {
        await before.lockBefore?.(em, userId);
        const user = await findCustomer(em, userId, LockMode.PESSIMISTIC_WRITE);
        if (seenUpdatedAt) checkSeen(seenUpdatedAt, new CustomerRecord(user));
        return { ...(await apply(em, user)), result: user };
      },
    },
  );
  remember(services, user);
  return new CustomerRecord(user);
}

/** At once in this process. Other processes are notified by the database. */
function remember({ sessions, barred }: Services, user: User): void {
  if (user.sessionsValidFrom) sessions.endAll(user.id, user.sessionsValidFrom);
  if (user.erasedAt) barred.set(user.id, 'ERASED');
  else barred.set(user.id, user.blockedAt ? 'BLOCKED' : null);
}
