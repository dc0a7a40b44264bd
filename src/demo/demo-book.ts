import { type AuditEntry } from '../admin/audit-entry.ts';
import { type SentMessage } from '../mail/sent-message.ts';
import { type GatewayAnswer } from '../payments/gateway-answer.ts';
import { type Payment } from '../payments/payment.ts';
import { type Refund } from '../payments/refund.ts';
import { type Extension } from '../subscriptions/extension.ts';
import { type Grant } from '../subscriptions/grant.ts';
import { type Period } from '../subscriptions/period.ts';
import { type Subscription } from '../subscriptions/subscription.ts';
import { type User } from '../users/user.ts';

/** A payment as the simulator loads it. See `POST /simulator/payments`. */
export interface AtKhalti {
  pidx: string;
  status: 'Initiated' | 'Pending' | 'Completed' | 'User canceled' | 'Expired';
  amount: number;
  total_amount?: number;
  transaction_id?: string;
  fee?: number;
  refunds: { amount: number; at: Date; origin: 'api' | 'dashboard' }[];
  created_at: Date;
  expires_at: Date;
  purchase_order_id: string;
  purchase_order_name: string;
}

/** All that is to be saved. */
export class DemoBook {
  readonly users: User[] = [];
  readonly payments: Payment[] = [];
  readonly answers: GatewayAnswer[] = [];
  readonly subscriptions: Subscription[] = [];
  readonly periods: Period[] = [];
  readonly grants: Grant[] = [];
  readonly extensions: Extension[] = [];
  readonly refunds: Refund[] = [];
  readonly entries: AuditEntry[] = [];
  readonly messages: SentMessage[] = [];
  readonly failedReceipts: { paymentId: string; at: Date }[] = [];
  /** Payments with a page, whose address the simulator gives. `answer` is the one to the initiation. */
  readonly opened: { payment: Payment; answer: GatewayAnswer; khalti: AtKhalti }[] = [];
}
