import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { formatMoment } from '../app/format.ts';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { type AccountQuery } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { DataTable } from '../lists/data-table.tsx';

const RemovePasskeyMutation = graphql(`
  mutation RemovePasskey($id: ID!) {
    removePasskey(id: $id)
  }
`);

type Passkey = AccountQuery['myPasskeys'][number];

export function MyPasskeys({ passkeys }: { passkeys: readonly Passkey[] }) {
  const [removed, setRemoved] = useState<Passkey | null>(null);
  const [remove] = useMutation(RemovePasskeyMutation, { refetchQueries: ['Account', 'Me'], awaitRefetchQueries: true });
  if (passkeys.length === 0) return <p>You have no passkey.</p>;
  return (
    <>
      <DataTable
        caption="Your passkeys"
        columns={[
          { head: 'Name', cell: ({ name }) => name },
          { head: 'Added', cell: ({ createdAt }) => formatMoment(createdAt) },
          { head: 'Last used', cell: ({ lastUsedAt }) => (lastUsedAt ? formatMoment(lastUsedAt) : 'never') },
          {
            head: 'Change',
            cell: (passkey) => (
              <button type="button" className="link" onClick={() => setRemoved(passkey)}>
                Remove<span className="for-screen-readers"> {passkey.name}</span>
              </button>
            ),
          },
        ]}
        rows={passkeys}
        keyOf={({ id }) => id}
      />
      {removed && (
        <DeedDialog
          title={`Remove ${removed.name}`}
          verb="Remove the passkey"
          isSevere
          done="The passkey does not work any more."
          perform={() => remove({ variables: { id: removed.id } })}
          onClose={() => setRemoved(null)}
        >
          <div className="consequences">
            <p>You cannot confirm with this passkey any more.</p>
          </div>
        </DeedDialog>
      )}
    </>
  );
}
