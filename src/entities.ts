import { AccountToken } from './accounts/account-token.ts';
import { Attempts } from './auth/attempts.ts';
import { EndedSession } from './auth/ended-session.ts';
import { SentMessage } from './mail/sent-message.ts';
import { GatewayAnswer } from './payments/gateway-answer.ts';
import { Payment } from './payments/payment.ts';
import { Period } from './subscriptions/period.ts';
import { Plan } from './subscriptions/plan.ts';
import { Subscription } from './subscriptions/subscription.ts';
import { User } from './users/user.ts';

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
  SentMessage,
];
