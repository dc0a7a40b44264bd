import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { Field } from '../../../kit/field.tsx';
import { Choice } from '../deeds/choice.tsx';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { ShownOnceDialog } from '../deeds/shown-once-dialog.tsx';
import { type ApiKeyScope } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { refetched } from './connection.ts';

const CreateApiKeyMutation = graphql(`
  mutation CreateApiKey($name: String!, $scopes: [ApiKeyScope!]!, $expiresInDays: Int) {
    createApiKey(name: $name, scopes: $scopes, expiresInDays: $expiresInDays) {
      key
      apiKey {
        id
        name
      }
    }
  }
`);

const uses: Record<Use, ApiKeyScope[]> = { ACCESS: ['ACCESS'], EVENTS: ['EVENTS'], BOTH: ['ACCESS', 'EVENTS'] };
type Use = 'ACCESS' | 'EVENTS' | 'BOTH';

/** Makes a key, then shows it, once. */
export function CreateKeyDialog({ onClose }: { onClose(): void }) {
  const [use, setUse] = useState<Use>('ACCESS');
  const [create, { data }] = useMutation(CreateApiKeyMutation, refetched);
  if (data) {
    const { key, apiKey } = data.createApiKey;
    const text = 'Give this key to the backend. It is shown only now.';
    return <ShownOnceDialog title={`API key for ${apiKey.name}`} text={text} secrets={[key]} onClose={onClose} />;
  }
  return (
    <DeedDialog
      title="New API key"
      verb="Make the key"
      done="The key was made."
      keepsOpen
      perform={(answers) => {
        const days = Number(answers.get('days'));
        const values = { name: String(answers.get('name')), scopes: uses[use], expiresInDays: days };
        return create({ variables: values });
      }}
      onClose={onClose}
    >
      <Field label="Name" name="name" maxLength={100} autoComplete="off" hint="Who uses it." />
      <Choice<Use>
        name="use"
        label="What it may do"
        options={[
          ['ACCESS', 'Ask who has access'],
          ['EVENTS', 'Read events'],
          ['BOTH', 'Both'],
        ]}
        value={use}
        onChange={setUse}
      />
      <Field label="Days until it expires" name="days" type="number" min={1} max={3650} defaultValue={365} />
    </DeedDialog>
  );
}
