import { formatPaisa } from '../app/format.ts';
import { type PreviewRefundQuery, type RefundKind } from '../gql/graphql.ts';
import { accessSentences } from './access-sentences.ts';

interface RefundConsequencesProps {
  preview: PreviewRefundQuery['previewRefund'];
  kind: RefundKind;
  /** What happens to the sum. */
  verb?: string;
}

/** What a refund will do, in the numbers of the server. */
export function RefundConsequences({ preview, kind, verb = 'goes back' }: RefundConsequencesProps) {
  const { amountPaisa, leftPaisa, access, needsCode } = preview;
  return (
    <div className="consequences" aria-live="polite">
      <p>
        <strong>
          {formatPaisa(amountPaisa)} {verb}.
        </strong>
        {kind === 'PART' && ` ${formatPaisa(leftPaisa)} of this payment is left.`} {accessSentences(access).join(' ')}
      </p>
      {needsCode && <p>This sum needs a code of your authenticator app.</p>}
    </div>
  );
}
