import { useMutation } from '@apollo/client/react';
import { Field } from '../../../kit/field.tsx';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { ShownOnceDialog } from '../deeds/shown-once-dialog.tsx';
import { graphql } from '../gql/index.ts';
import { refetched } from './connection.ts';

const CreateWebhookEndpointMutation = graphql(`
  mutation CreateWebhookEndpoint($url: String!, $description: String!) {
    createWebhookEndpoint(url: $url, description: $description) {
      secret
      endpoint {
        id
        description
      }
    }
  }
`);

/** Makes an endpoint, then shows its secret, once. */
export function CreateEndpointDialog({ onClose }: { onClose(): void }) {
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
      perform={(answers) => {
        const values = { url: String(answers.get('url')).trim(), description: String(answers.get('description')) };
        return create({ variables: values });
      }}
      onClose={onClose}
    >
      <Field label="Address" name="url" type="url" maxLength={2000} autoComplete="off" hint="It gets all events." />
      <Field label="Description" name="description" maxLength={200} autoComplete="off" hint="Whose it is." />
    </DeedDialog>
  );
}
