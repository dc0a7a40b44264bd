import { useMutation } from '@apollo/client/react';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { type Fact } from '../deeds/fact.ts';
import { graphql } from '../gql/index.ts';
import { type Endpoint, refetched } from './connection.ts';
import { EndpointFields, readEndpoint } from './endpoint-fields.tsx';

const UpdateWebhookEndpointMutation = graphql(`
  mutation UpdateWebhookEndpoint(
    $id: ID!
    $seenUpdatedAt: DateTime!
    $url: String!
    $description: String!
    $eventTypes: [String!]!
  ) {
    updateWebhookEndpoint(
      id: $id
      seenUpdatedAt: $seenUpdatedAt
      url: $url
      description: $description
      eventTypes: $eventTypes
    ) {
      id
      updatedAt
    }
  }
`);

interface EditEndpointDialogProps {
  endpoint: Endpoint;
  eventTypes: readonly string[];
  refresh(): Promise<unknown>;
  onClose(): void;
}

export function EditEndpointDialog({ endpoint, eventTypes, refresh, onClose }: EditEndpointDialogProps) {
  const [update] = useMutation(UpdateWebhookEndpointMutation, refetched);
  const { id, updatedAt: seenUpdatedAt } = endpoint;
  return (
    <DeedDialog
      title={`Edit ${endpoint.description}`}
      verb="Save"
      done="The endpoint was changed."
      facts={factsOf(endpoint)}
      refresh={refresh}
      perform={(answers) => update({ variables: { id, seenUpdatedAt, ...readEndpoint(answers) } })}
      onClose={onClose}
    >
      <p>Events that wait go to the new address.</p>
      <EndpointFields endpoint={endpoint} eventTypes={eventTypes} />
    </DeedDialog>
  );
}

function factsOf({ url, description, eventTypes, disabledAt }: Endpoint): Fact[] {
  return [
    { label: 'Address', value: url },
    { label: 'Description', value: description },
    { label: 'Events', value: eventTypes.length === 0 ? 'All' : eventTypes.join(', ') },
    { label: 'State', value: disabledAt ? 'Disabled' : 'Enabled' },
  ];
}
