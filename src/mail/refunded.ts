import { inNepalTime, inRupees } from './in-words.ts';
import { type MailTexts, mailTexts } from './mail-texts.ts';
import { composeMessage, type Message } from './message.ts';
import { type Letter } from './shop-face.ts';

export interface Refunded extends Letter {
  to: string;
  name: string;
  planName: string;
  amountPaisa: number;
  kind: 'WHOLE' | 'PART';
  /** Null if a part was refunded whose amount Khalti does not report. */
  refundedPaisa: number | null;
  isOutside: boolean;
  /** What happens to the access; null if the payment has granted none. */
  access: 'REVOKE' | 'KEEP' | 'SHORTEN' | null;
  shortenDays: number | null;
  transactionId: string | null;
  /** Null: no access now. There may have been none before, either. */
  accessUntil: Date | null;
  paymentsUrl: string;
}

export function refunded(refund: Refunded): Message {
  const { to, name, planName, amountPaisa, kind, refundedPaisa, language, shop, ...rest } = refund;
  const words = mailTexts[language];
  const { refunded } = words;
  const paid = inRupees(amountPaisa);
  return composeMessage({
    kind: 'refunded',
    to,
    subject: kind === 'WHOLE' ? refunded.subject(planName, paid) : refunded.subjectOfPart(planName),
    blocks: [
      words.helloTo(name),
      [whatWasRefunded(refund, refunded), whatHappensToAccess(refund, words)].filter(Boolean).join(' '),
      {
        facts: [
          [words.plan, planName],
          [refunded.paid, paid],
          [refunded.refunded, refundedPaisa === null ? refunded.khaltiShows : inRupees(refundedPaisa)],
          [refunded.access, rest.accessUntil ? refunded.until(inNepalTime(rest.accessUntil, language)) : refunded.none],
          [words.transaction, rest.transactionId],
        ],
      },
      { label: refunded.payments, url: rest.paymentsUrl },
    ],
    letter: { language, shop },
  });
}

function whatWasRefunded(
  { kind, amountPaisa, refundedPaisa, isOutside }: Refunded,
  { through, ...words }: MailTexts['refunded'],
): string {
  const way = isOutside ? through.outside : through.khalti;
  if (kind === 'PART') {
    return refundedPaisa === null ? words.part(way) : words.partOf(inRupees(refundedPaisa), way);
  }
  return refundedPaisa === amountPaisa ? words.whole(way) : words.rest(way);
}

function whatHappensToAccess({ access, shortenDays }: Refunded, { refunded, days }: MailTexts): string | null {
  switch (access) {
    case 'REVOKE':
      return refunded.revoked;
    case 'KEEP':
      return refunded.kept;
    case 'SHORTEN':
      return refunded.shortened(days(shortenDays ?? 0));
    case null:
      return null;
  }
}
