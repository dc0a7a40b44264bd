import { useMutation } from '@apollo/client/react';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { graphql } from '../gql/index.ts';
import { type ApiKey, refetched } from './connection.ts';

const RevokeApiKeyMutation = graphql(`
  mutation RevokeApiKey($id: ID!) {
    revokeApiKey(id: $id) {
      id
      revokedAt
    }
  }
`);

export function RevokeKeyDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose(): void }) {
  const [revoke] = useMutation(RevokeApiKeyMutation, refetched);
  return (
    <DeedDialog
      title={`Revoke the key of ${apiKey.name}`}
      verb="Revoke the key"
      isSevere
      done="The key does not work any more."
      perform={() => revoke({ variables: { id: apiKey.id } })}
      onClose={onClose}
    >
      <div className="consequences">
        <p>The key stops working at once, for good. A backend that uses it needs another key.</p>
      </div>
    </DeedDialog>
  );
}
