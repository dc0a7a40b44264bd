import { formatMoment } from '../app/format.ts';
import { Permitted } from '../app/permitted.tsx';
import { DeedButton } from '../deeds/deed-button.tsx';
import { type Payment } from '../payments/payment.ts';
import { CancelRefundDialog } from './cancel-refund-dialog.tsx';
import { NameSumDialog } from './name-sum-dialog.tsx';
import { type Refund } from './refund.ts';
import { RefundFacts } from './refund-facts.tsx';
import { RefundStatusBadge } from './refund-status-badge.tsx';
import { SettleRefundDialog } from './settle-refund-dialog.tsx';
import { sumInWords } from './words.ts';

const DAY_MS = 86_400_000;

interface RefundCardProps {
  refund: Refund;
  payment: Payment;
  refresh(): Promise<unknown>;
}

export function RefundCard({ refund, payment, refresh }: RefundCardProps) {
  const { status, origin } = refund;
  const props = { refund, payment, refresh };
  return (
    <article className="refund" aria-label={`Refund, ${sumInWords(refund)}`}>
      <header>
        <strong>{sumInWords(refund)}</strong> <RefundStatusBadge status={status} />
      </header>
      <p className={status === 'UNKNOWN' ? 'notice bad' : undefined}>{refund.sentence}</p>
      <div className="deeds">
        <DeedButton
          label="Cancel this refund"
          permission="REFUND"
          isPossible={status === 'REQUESTED'}
          dialog={(onClose) => <CancelRefundDialog {...props} onClose={onClose} />}
        />
        <DeedButton
          label="It went back"
          permission="SETTLE_REFUND"
          isPossible={status === 'UNKNOWN'}
          dialog={(onClose) => <SettleRefundDialog {...props} wentBack onClose={onClose} />}
        />
        <DeedButton
          label="It did not"
          permission="SETTLE_REFUND"
          isPossible={status === 'UNKNOWN' && canBeNotDone(refund)}
          dialog={(onClose) => <SettleRefundDialog {...props} wentBack={false} onClose={onClose} />}
        />
        <DeedButton
          label="Name the sum"
          permission="SETTLE_REFUND"
          isPossible={origin === 'KHALTI' && typeof refund.amountPaisa !== 'number'}
          dialog={(onClose) => <NameSumDialog {...props} onClose={onClose} />}
        />
      </div>
      {status === 'UNKNOWN' && !canBeNotDone(refund) && (
        <Permitted permission="SETTLE_REFUND">
          <p className="hint">
            Khalti may still show it. From {formatMoment(dayAfter(refund))} on, you can decide that it did not go back.
          </p>
        </Permitted>
      )}
      <RefundFacts refund={refund} />
    </article>
  );
}

/** The server waits a day for Khalti to show a refund. */
function dayAfter({ sentAt, createdAt }: Refund): string {
  return new Date(Date.parse(sentAt ?? createdAt) + DAY_MS).toISOString();
}

function canBeNotDone(refund: Refund): boolean {
  return Date.parse(dayAfter(refund)) <= Date.now();
}
