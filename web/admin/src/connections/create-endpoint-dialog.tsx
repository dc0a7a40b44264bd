import { useMutation } from '@apollo/client/react';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { ShownOnceDialog } from '../deeds/shown-once-dialog.tsx';
import { graphql } from '../gql/index.ts';
import { refetched } from './connection.ts';
import { EndpointFields, readEndpoint } from './endpoint-fields.tsx';

const CreateWebhookEndpointMutation = graphql(`
  mutation CreateWebhookEndpoint($url: String!, $description: String!, $eventTypes: [String!]!) {
    createWebhookEndpoint(url: $url, description: $description, eventTypes: $eventTypes) {
      secret
      endpoint {
        id
        description
      }
    }
  }
`);

/** Makes an endpoint, then shows its secret, once. */
export function CreateEndpointDialog({ eventTypes, onClose }: { eventTypes: readonly string[]; onClose(): void }) {
  const [create, { data }] = useMutation(CreateWebhookEndpointMutation, refetched);
  if (data) {
    const { secret, endpoint } = data.createWebhookEndpoint;
    const text = 'The receiver checks signatures with this secret. It is shown only now.';
    return (
      <ShownOnceDialog title={`Secret of ${endpoint.description}`} text={text} secrets={[secret]} onClose={onClose} />
    );
  }
  return (
    <DeedDialog
      title="New endpoint"
      verb="Make the endpoint"
      done="The endpoint was made."
      keepsOpen
      perform={(answers) => create({ variables: readEndpoint(answers) })}
      onClose={onClose}
    >
      <EndpointFields eventTypes={eventTypes} />
    </DeedDialog>
  );
}
