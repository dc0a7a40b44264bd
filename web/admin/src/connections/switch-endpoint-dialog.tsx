import { useMutation } from '@apollo/client/react';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { graphql } from '../gql/index.ts';
import { type Endpoint, refetched } from './connection.ts';

const DisableWebhookEndpointMutation = graphql(`
  mutation DisableWebhookEndpoint($id: ID!) {
    disableWebhookEndpoint(id: $id) {
      id
      disabledAt
    }
  }
`);

const EnableWebhookEndpointMutation = graphql(`
  mutation EnableWebhookEndpoint($id: ID!) {
    enableWebhookEndpoint(id: $id) {
      id
      disabledAt
    }
  }
`);

/** Disables an endpoint, or enables it again. */
export function SwitchEndpointDialog({ endpoint, onClose }: { endpoint: Endpoint; onClose(): void }) {
  const [disable] = useMutation(DisableWebhookEndpointMutation, refetched);
  const [enable] = useMutation(EnableWebhookEndpointMutation, refetched);
  const { id, description } = endpoint;
  // As it was when the dialog was opened.
  const isEnabled = endpoint.disabledAt === null || endpoint.disabledAt === undefined;
  return (
    <DeedDialog
      title={`${isEnabled ? 'Disable' : 'Enable'} ${description}`}
      verb={isEnabled ? 'Disable the endpoint' : 'Enable the endpoint'}
      isSevere={isEnabled}
      done={isEnabled ? 'It is told nothing any more.' : 'It is told what happens from now on.'}
      perform={() => (isEnabled ? disable({ variables: { id } }) : enable({ variables: { id } }))}
      onClose={onClose}
    >
      <div className="consequences">
        {isEnabled ? (
          <p>Nothing more is sent to it. Deliveries that wait fail; you can send them again later.</p>
        ) : (
          <p>New events are sent to it. Send those that failed again yourself, below.</p>
        )}
      </div>
    </DeedDialog>
  );
}
