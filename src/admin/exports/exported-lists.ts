import { PaymentStatus } from '../../payments/payment-status.ts';
import { RefundOrigin } from '../../payments/refund.ts';
import { RefundStatus } from '../../payments/refund-status.ts';
import { ReviewReason } from '../../payments/review-reason.ts';
import { PeriodSource } from '../../subscriptions/period.ts';
import { ActorKind, DeedOutcome, TargetKind } from '../audit-entry.ts';
import { Permission } from '../permissions.ts';
import { beginning, type ExportFilter, flag, ids, least, most, oneOf, since, until, words } from './export-filter.ts';

export interface ExportedList {
  permissions: readonly Permission[];
  needsStepUp?: boolean;
  /** By the names of query parameters: those of the list's filter, so that the file has what the list shows, and some more. */
  filters: Record<string, ExportFilter>;
  /** The tables, after `from`. */
  tables: string;
  /** Pages are in the order of this column, which is unique. */
  id: string;
  /** SQL expressions of type text, by the names of the columns. */
  columns: Record<string, string>;
}

const instant = (name: string, column: string) => ({
  [`${name} (UTC)`]: `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
  [`${name} (Nepal)`]: `to_char(${column} at time zone interval '5 hours 45 minutes', 'YYYY-MM-DD')`,
});
const money = (name: string, column: string) => ({
  [`${name} (Rs)`]: `to_char(${column}::numeric / 100, 'FM999999999999990.00')`,
  [`${name} (paisa)`]: `${column}::text`,
});
const plain = (columns: Record<string, string>) =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, `(${column})::text`]));

const payments: ExportedList = {
  permissions: [Permission.EXPORT],
  filters: {
    statuses: oneOf('payment.status', PaymentStatus),
    planIds: ids('payment.plan_id'),
    reviewReasons: oneOf('payment.review_reason', ReviewReason),
    paidFrom: since('payment.paid_at'),
    paidTo: until('payment.paid_at'),
    openedFrom: since('payment.created_at'),
    openedTo: until('payment.created_at'),
    customerId: ids('payment.user_id'),
    amountFromPaisa: least('payment.amount_paisa'),
    amountToPaisa: most('payment.amount_paisa'),
    text: beginning('customer.email'),
  },
  tables: `payments payment join users customer on customer.id = payment.user_id join plans plan on plan.id = payment.plan_id`,
  id: 'payment.id',
  columns: {
    ...plain({ Payment: 'payment.id', Status: 'payment.status' }),
    ...instant('Opened', 'payment.created_at'),
    ...instant('Paid', 'payment.paid_at'),
    ...money('Amount', 'payment.amount_paisa'),
    ...money('Fee', 'payment.fee_paisa'),
    ...money('Paid back', 'payment.refunded_paisa'),
    ...plain({
      Plan: 'plan.code',
      Days: 'payment.duration_days',
      Customer: 'customer.id',
      Name: 'customer.name',
      'E-mail': 'customer.email',
      pidx: 'payment.pidx',
      Transaction: 'payment.transaction_id',
      Review: 'payment.review_reason',
    }),
    ...money('Claimed', 'payment.claimed_paisa'),
  },
};

const refunds: ExportedList = {
  permissions: [Permission.EXPORT],
  filters: {
    statuses: oneOf('refund.status', RefundStatus),
    origins: oneOf('refund.origin', RefundOrigin),
    planIds: ids('payment.plan_id'),
    doneFrom: since('refund.done_at'),
    doneTo: until('refund.done_at'),
    createdFrom: since('refund.created_at'),
    createdTo: until('refund.created_at'),
    amountFromPaisa: least('refund.amount_paisa'),
    amountToPaisa: most('refund.amount_paisa'),
  },
  tables: 'refunds refund join payments payment on payment.id = refund.payment_id',
  id: 'refund.id',
  columns: {
    ...plain({ Refund: 'refund.id', Payment: 'refund.payment_id', Status: 'refund.status', Origin: 'refund.origin' }),
    ...plain({ Kind: 'refund.kind', Access: 'refund.access', Evidence: 'refund.evidence' }),
    ...money('Amount', 'refund.amount_paisa'),
    ...plain({ 'Amount is confirmed': 'refund.is_amount_confirmed' }),
    ...instant('Requested', 'refund.created_at'),
    ...instant('Done', 'refund.done_at'),
    ...plain({
      Reason: 'refund.reason',
      Note: 'refund.note',
      Reference: 'refund.reference',
      Author: 'refund.author_id',
    }),
    ...plain({ Customer: 'payment.user_id', pidx: 'payment.pidx', Transaction: 'payment.transaction_id' }),
  },
};

const customers: ExportedList = {
  permissions: [Permission.EXPORT, Permission.EXPORT_CUSTOMERS],
  needsStepUp: true,
  filters: {
    planIds: ids('subscription.plan_id'),
    createdFrom: since('customer.created_at'),
    createdTo: until('customer.created_at'),
    isBlocked: flag('customer.blocked_at is not null'),
    hasAccess: flag('subscription.ends_at is not null and subscription.ends_at > now()'),
    text: beginning('customer.email'),
  },
  tables: `users customer left join subscriptions subscription on subscription.user_id = customer.id
    left join plans plan on plan.id = subscription.plan_id`,
  id: 'customer.id',
  columns: {
    ...plain({ Customer: 'customer.id', Name: 'customer.name', 'E-mail': 'customer.email' }),
    ...instant('Signed up', 'customer.created_at'),
    ...instant('Confirmed', 'customer.email_confirmed_at'),
    ...plain({ Plan: 'plan.code' }),
    ...instant('Access from', 'subscription.starts_at'),
    ...instant('Access until', 'subscription.ends_at'),
    ...instant('Blocked', 'customer.blocked_at'),
    ...instant('Erased', 'customer.erased_at'),
  },
};

const periods: ExportedList = {
  permissions: [Permission.EXPORT],
  filters: {
    sources: oneOf('period.source', PeriodSource),
    planIds: ids('period.plan_id'),
    startsFrom: since('period.starts_at'),
    startsTo: until('period.starts_at'),
    endsFrom: since('period.ends_at'),
    endsTo: until('period.ends_at'),
  },
  tables: 'periods period join plans plan on plan.id = period.plan_id',
  id: 'period.id',
  columns: {
    ...plain({ Period: 'period.id', Source: 'period.source', Customer: 'period.user_id', Plan: 'plan.code' }),
    ...plain({ Payment: 'period.payment_id', Grant: 'period.grant_id' }),
    ...instant('Starts', 'period.starts_at'),
    ...instant('Ends', 'period.ends_at'),
    ...instant('Revoked', 'period.revoked_at'),
  },
};

const audit: ExportedList = {
  permissions: [Permission.EXPORT, Permission.READ_AUDIT],
  filters: {
    actorKinds: oneOf('entry.actor_kind', ActorKind),
    outcomes: oneOf('entry.outcome', DeedOutcome),
    targetKinds: oneOf('entry.target_kind', TargetKind),
    from: since('entry.at'),
    to: until('entry.at'),
    actions: words('entry.action'),
    actorIds: words('entry.actor_id'),
    targetId: words('entry.target_id'),
  },
  tables: 'audit_entries entry',
  id: 'entry.id',
  columns: {
    ...plain({ Entry: 'entry.id' }),
    ...instant('At', 'entry.at'),
    ...plain({ 'Kind of actor': 'entry.actor_kind', Actor: 'entry.actor_id', Action: 'entry.action' }),
    ...plain({ 'Kind of target': 'entry.target_kind', Target: 'entry.target_id' }),
    ...plain({ Outcome: 'entry.outcome', Code: 'entry.code', Reason: 'entry.reason' }),
    ...plain({ Before: 'entry.before', After: 'entry.after', Request: 'entry.request_id' }),
  },
};

export const exportedLists = { payments, refunds, customers, periods, audit };

export type ExportName = keyof typeof exportedLists;
