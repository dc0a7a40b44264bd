import { useMutation } from '@apollo/client/react';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { ShownOnceDialog } from '../deeds/shown-once-dialog.tsx';
import { graphql } from '../gql/index.ts';
import { type Endpoint } from './connection.ts';

const RotateWebhookSecretMutation = graphql(`
  mutation RotateWebhookSecret($id: ID!) {
    rotateWebhookSecret(id: $id) {
      secret
      endpoint {
        id
      }
    }
  }
`);

export function RotateSecretDialog({ endpoint, onClose }: { endpoint: Endpoint; onClose(): void }) {
  const [rotate, { data }] = useMutation(RotateWebhookSecretMutation);
  if (data) {
    const { secret } = data.rotateWebhookSecret;
    const text = 'Give this secret to the receiver within 24 hours. It is shown only now.';
    return (
      <ShownOnceDialog
        title={`New secret of ${endpoint.description}`}
        text={text}
        secrets={[secret]}
        onClose={onClose}
      />
    );
  }
  return (
    <DeedDialog
      title={`New secret for ${endpoint.description}`}
      verb="Make a new secret"
      done="The secret was replaced."
      keepsOpen
      perform={() => rotate({ variables: { id: endpoint.id } })}
      onClose={onClose}
    >
      <div className="consequences">
        <p>Events are signed with the new and the old secret for 24 hours, then with the new one only.</p>
      </div>
    </DeedDialog>
  );
}
