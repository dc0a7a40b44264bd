import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { type AdminContext } from '../admin-context.ts';
import { Permission } from '../permissions.ts';
import { Permit } from '../permit.ts';
import { type AuditEntryRecord } from '../records/audit-entry-record.ts';
import { type CustomerRecord } from '../records/customer-record.ts';
import { type PaymentRecord } from '../records/payment-record.ts';
import { type RefundRecord } from '../records/refund-record.ts';
import { type SubscriptionRecord } from '../records/subscription-record.ts';
import { AuditEntryConnection, AuditFilter, listAuditEntries } from './audit-list.ts';
import { type Connection } from './connection.ts';
import { CustomerConnection, CustomerFilter, CustomerSort, listCustomers } from './customer-list.ts';
import { listEndingSoon, SubscriptionConnection } from './ending-list.ts';
import { listPaymentRecords, PaymentFilter, PaymentRecordConnection, PaymentSort } from './payment-list.ts';
import { listRefunds, RefundConnection, RefundFilter, RefundSort } from './refund-list.ts';

const FIRST = 'At most how many, from 1 to 100.';
const AFTER = 'A cursor of this list with the same sort: only what comes after it.';
const FILTER = 'Which ones. Left out: all.';

@Resolver()
export class ListResolver {
  @Permit(Permission.READ)
  @Query(() => PaymentRecordConnection, { description: 'Payments of all customers.' })
  payments(
    @Ctx() { readEm }: AdminContext,
    @Arg('first', () => Int, { defaultValue: 20, description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null,
    @Arg('filter', () => PaymentFilter, { nullable: true, description: FILTER }) filter: PaymentFilter | null,
    @Arg('sort', () => PaymentSort, { defaultValue: PaymentSort.NEWEST, description: 'The order.' }) sort: PaymentSort,
  ): Promise<Connection<PaymentRecord>> {
    return listPaymentRecords(readEm, filter ?? {}, sort, { first, after: after ?? null });
  }

  @Permit(Permission.READ)
  @Query(() => RefundConnection, { description: 'Refunds of all payments.' })
  refunds(
    @Ctx() { readEm }: AdminContext,
    @Arg('first', () => Int, { defaultValue: 20, description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null,
    @Arg('filter', () => RefundFilter, { nullable: true, description: FILTER }) filter: RefundFilter | null,
    @Arg('sort', () => RefundSort, { defaultValue: RefundSort.NEWEST, description: 'The order.' }) sort: RefundSort,
  ): Promise<Connection<RefundRecord>> {
    return listRefunds(readEm, filter ?? {}, sort, { first, after: after ?? null });
  }

  @Permit(Permission.READ)
  @Query(() => CustomerConnection, { description: 'All customers.' })
  customers(
    @Ctx() { readEm }: AdminContext,
    @Arg('first', () => Int, { defaultValue: 20, description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null,
    @Arg('filter', () => CustomerFilter, { nullable: true, description: FILTER }) filter: CustomerFilter | null,
    @Arg('sort', () => CustomerSort, { defaultValue: CustomerSort.NEWEST, description: 'The order.' })
    sort: CustomerSort,
  ): Promise<Connection<CustomerRecord>> {
    return listCustomers(readEm, filter ?? {}, sort, { first, after: after ?? null });
  }

  @Permit(Permission.READ)
  @Query(() => SubscriptionConnection, { description: 'Access that ends soon, the next to end first.' })
  endingSoon(
    @Ctx() { readEm }: AdminContext,
    @Arg('first', () => Int, { defaultValue: 20, description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null,
    @Arg('days', () => Int, { defaultValue: 30, description: 'Within so many days of 24 hours, from 1 to 3650.' })
    days: number,
    @Arg('from', () => GraphQLDateTime, {
      nullable: true,
      description: 'Ending at this instant or later, also before now.',
    })
    from: Date | null,
    @Arg('to', () => GraphQLDateTime, {
      nullable: true,
      description: 'Ending before this instant. Null: `days` after `from`.',
    })
    to: Date | null,
    @Arg('paidAgain', () => Boolean, {
      nullable: true,
      description:
        'Whether a later period is paid. With this, `from` or `to`, the list has what `endingAccess` counts; `endsAt` is when all access ends.',
    })
    paidAgain: boolean | null,
  ): Promise<Connection<SubscriptionRecord>> {
    const filter = { from: from ?? null, to: to ?? null, paidAgain: paidAgain ?? null };
    return listEndingSoon(readEm, days, filter, { first, after: after ?? null });
  }

  @Permit(Permission.READ_AUDIT)
  @Query(() => AuditEntryConnection, { description: 'What operators, API keys and commands did, latest first.' })
  auditEntries(
    @Ctx() { readEm }: AdminContext,
    @Arg('first', () => Int, { defaultValue: 20, description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null,
    @Arg('filter', () => AuditFilter, { nullable: true, description: FILTER }) filter: AuditFilter | null,
  ): Promise<Connection<AuditEntryRecord>> {
    return listAuditEntries(readEm, filter ?? {}, { first, after: after ?? null });
  }
}
