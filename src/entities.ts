import { AccountToken } from './accounts/account-token.ts';
import { AuditEntry } from './admin/audit-entry.ts';
import { Operator } from './admin/operators/operator.ts';
import { OperatorInvitation } from './admin/operators/operator-invitation.ts';
import { OperatorPasswordReset } from './admin/operators/operator-password-reset.ts';
import { OperatorSession } from './admin/operators/operator-session.ts';
import { OperatorPasskey } from './admin/passkeys/operator-passkey.ts';
import { Attempts } from './auth/attempts.ts';
import { EndedSession } from './auth/ended-session.ts';
import { OpenSession } from './auth/open-session.ts';
import { SentMessage } from './mail/sent-message.ts';
import { Exchange } from './payments/exchange.ts';
import { GatewayAnswer } from './payments/gateway-answer.ts';
import { Payment } from './payments/payment.ts';
import { Refund } from './payments/refund.ts';
import { Receipt } from './receipts/receipt.ts';
import { ReceiptCounter } from './receipts/receipt-counter.ts';
import { ReceiptOpening } from './receipts/receipt-opening.ts';
import { ReceiptRecipient } from './receipts/receipt-recipient.ts';
import { Extension } from './subscriptions/extension.ts';
import { Grant } from './subscriptions/grant.ts';
import { Period } from './subscriptions/period.ts';
import { Plan } from './subscriptions/plan.ts';
import { Subscription } from './subscriptions/subscription.ts';
import { User } from './users/user.ts';
import { ApiKey } from './webhooks/api-key.ts';
import { EventClock } from './webhooks/event-clock.ts';
import { OutgoingEvent } from './webhooks/outgoing-event.ts';
import { WebhookDelivery } from './webhooks/webhook-delivery.ts';
import { WebhookEndpoint } from './webhooks/webhook-endpoint.ts';

export const entities = [
  User,
  Plan,
  Subscription,
  Period,
  Payment,
  GatewayAnswer,
  Attempts,
  AccountToken,
  EndedSession,
  OpenSession,
  SentMessage,
  Refund,
  Receipt,
  ReceiptRecipient,
  ReceiptCounter,
  ReceiptOpening,
  Exchange,
  Grant,
  Extension,
  Operator,
  OperatorInvitation,
  OperatorSession,
  OperatorPasskey,
  OperatorPasswordReset,
  AuditEntry,
  ApiKey,
  OutgoingEvent,
  EventClock,
  WebhookEndpoint,
  WebhookDelivery,
];
