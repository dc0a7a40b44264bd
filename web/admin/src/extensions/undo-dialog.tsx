import { useMutation } from '@apollo/client/react';
import { formatCount, formatDays, formatMoment } from '../app/format.ts';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { TextArea } from '../deeds/text-area.tsx';
import { graphql } from '../gql/index.ts';
import { type Extension } from './extensions-query.ts';

const UndoExtensionMutation = graphql(`
  mutation UndoExtension($id: ID!, $reason: String!) {
    undoExtension(id: $id, reason: $reason) {
      ...WholeExtension
    }
  }
`);

export function UndoDialog({ extension, onClose }: { extension: Extension; onClose(): void }) {
  const [undo] = useMutation(UndoExtensionMutation);
  const { id, days, createdAt, customers, givenTo, undoneAt } = extension;
  const waiting = customers - givenTo;
  return (
    <DeedDialog
      title="Undo days for everybody"
      verb={`Take ${formatDays(days)} back`}
      isSevere
      isReady={!undoneAt}
      perform={(answers) => undo({ variables: { id, reason: String(answers.get('reason')) } })}
      done="The days are taken back now."
      onClose={onClose}
    >
      <div className="consequences">
        {undoneAt && <p>Another operator has undone it already: close this.</p>}
        <p>
          {formatDays(days)}, given on {formatMoment(createdAt)}: what is left of them is taken back from{' '}
          <strong>
            {formatCount(givenTo)} {givenTo === 1 ? 'customer' : 'customers'}
          </strong>
          , and later access moves up. Days that were used stay used.
        </p>
        {waiting > 0 && <p>{formatCount(waiting)} have not got them yet, and get none.</p>}
        <p>Paid access stays as it is. Undoing cannot be undone: you would have to give the days again.</p>
      </div>
      <TextArea name="reason" label="Reason" hint="For the audit. Customers do not see it." />
    </DeedDialog>
  );
}
