import { type UnexpectedError } from '../logging/error-report.ts';

export type Doubt =
  | 'OTHER_AMOUNT'
  | 'TRANSACTION_TAKEN'
  | 'PART_REFUND'
  | 'UNREADABLE'
  | 'CUSTOMER_BLOCKED'
  | 'EXCHANGE_CHANGED';

/** Not known whether it went back; reported done, but no lookup shows it; a part requested, the whole refunded. */
export type RefundDoubt = 'UNKNOWN' | 'NOT_SHOWN' | 'CONTRADICTED';

/** Every kind of job, with its data. Jobs hold ids and read the rest when they run, so that they act on current data. */
export interface JobData {
  followUpPayment: { paymentId: string };
  sendReceipt: { paymentId: string };
  /** `refundId` is missing in jobs of versions before 0.3. */
  sendRefunded: { paymentId: string; refundId?: string };
  sendRefund: { refundId: string };
  followUpRefund: { refundId: string };
  /** `endsAt` as it was when the reminder was scheduled. The reminder is dropped if access ends at another time now. */
  sendReminder: { userId: string; endsAt: string; daysBefore: number };
  sendEnded: { userId: string; endsAt: string };
  sendPasswordReset: { userId: string };
  sendEmailConfirmation: { userId: string };
  sendEmailChange: { userId: string };
  /** `email` as it was when another address was asked for. Missing after it was erased. */
  sendEmailChangeNotice: { userId: string; email?: string };
  /** Gives the days of an extension; takes them back after it was undone. */
  extendEverybody: { extensionId: string };
  /** Does nothing. `npm run doctor` waits until a worker has taken it. */
  answerDoctor: Record<string, never>;
  /** Daily, and when the sum of a refund was named. */
  issueReceipts: object;
  /** Daily. */
  checkCalendar: object;
  /** `attempt` as it was when the job was added. The job is dropped if another attempt was made since then. */
  deliverEvent: { deliveryId: string; attempt: number };
  /** Daily. */
  removeOldRecords: object;
  tellOperator:
    | {
        about: 'needsReview';
        paymentId: string;
        doubt: Doubt;
        claimedPaisa: number | null;
        transactionId: string | null;
        khaltiStatus: string;
      }
    | { about: 'pendingForADay'; paymentId: string }
    | { about: 'refundInDoubt'; refundId: string; doubt: RefundDoubt }
    | { about: 'keyRefused'; at: string }
    | { about: 'mailRefused'; kind: string; recipient: string; reason: string }
    /** `since`: when the failures began. `isGone`: the receiver answered 410. */
    | { about: 'webhookFails'; endpointId: string; since: string; isGone: boolean; error: string }
    | { about: 'calendarEnds'; endsOn: string; hasEnded: boolean }
    | { about: 'unknownPayments' | 'refusedInitiations' }
    | { about: 'startProblem'; matter: string; says: string; advice: string | null; at: string }
    | { about: 'unexpectedErrors'; errors: UnexpectedError[] };
}

export type JobName = keyof JobData;

/** A job to add. It runs at `startAfter` or later, higher priorities first. The queue of that name defines what `key` does. */
export type NewJob = {
  [Name in JobName]: { name: Name; data: JobData[Name]; startAfter?: Date; key?: string; priority?: number };
}[JobName];
