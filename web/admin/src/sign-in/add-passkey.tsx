import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { Field } from '../../../kit/field.tsx';
import { type Problem } from '../../../kit/problem.ts';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { SubmitButton } from '../../../kit/submit-button.tsx';
import { onSubmit } from '../app/on-submit.ts';
import { graphql } from '../gql/index.ts';
import { CodeForm } from './code-form.tsx';
import { canUsePasskeys, passkeyProblem } from './passkeys.ts';

const StartPasskeySetupMutation = graphql(`
  mutation StartPasskeySetup {
    startPasskeySetup
  }
`);
const AddPasskeyMutation = graphql(`
  mutation AddPasskey($name: String!, $response: JSONObject!) {
    addPasskey(name: $name, response: $response) {
      id
      name
      createdAt
      lastUsedAt
    }
  }
`);

/** Adds the fingerprint, face or PIN of this device, or a security key. */
export function AddPasskey({ onAdded }: { onAdded(): unknown }) {
  const [start] = useMutation(StartPasskeySetupMutation);
  const [add] = useMutation(AddPasskeyMutation);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  if (!canUsePasskeys()) return null;

  const setUp = async (name: string) => {
    setIsBusy(true);
    setProblem(null);
    try {
      const { data } = await start();
      const { startRegistration } = await import('@simplewebauthn/browser');
      const optionsJSON = data?.startPasskeySetup as unknown as Parameters<typeof startRegistration>[0]['optionsJSON'];
      const response = await startRegistration({ optionsJSON });
      await add({ variables: { name, response: { ...response } } });
      await onAdded();
    } catch (error) {
      setProblem(passkeyProblem(error));
    }
    setIsBusy(false);
  };

  return (
    <section>
      <h2>Add a passkey</h2>
      <p>
        A passkey is the fingerprint, face or PIN of this device, or a security key. It confirms you as a code does.
      </p>
      {problem?.code === 'STEP_UP_REQUIRED' && (
        <>
          <p>Adding a passkey needs a code, or another passkey.</p>
          <CodeForm onConfirmed={() => setProblem(null)} />
        </>
      )}
      {problem && problem.code !== 'STEP_UP_REQUIRED' && <ProblemNotice problem={problem} />}
      <form className="narrow" onSubmit={onSubmit((answers) => setUp(String(answers.get('name'))))}>
        <Field label="Name of the passkey" name="name" hint="Such as: my phone." maxLength={200} />
        <SubmitButton label="Add a passkey" busyLabel="Adding…" isBusy={isBusy} />
      </form>
    </section>
  );
}
