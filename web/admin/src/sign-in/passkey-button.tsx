import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { type Problem } from '../../../kit/problem.ts';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { graphql } from '../gql/index.ts';
import { canUsePasskeys, passkeyProblem } from './passkeys.ts';

const StartPasskeyMutation = graphql(`
  mutation StartPasskey {
    startPasskey
  }
`);
const ConfirmPasskeyMutation = graphql(`
  mutation ConfirmPasskey($response: JSONObject!) {
    confirmPasskey(response: $response)
  }
`);

/** The other way to confirm: the fingerprint, face or PIN of a device. */
export function PasskeyButton({ onConfirmed }: { onConfirmed(): unknown }) {
  const [start] = useMutation(StartPasskeyMutation);
  const [confirm] = useMutation(ConfirmPasskeyMutation);
  const [problem, setProblem] = useState<Problem | null>(null);
  if (!canUsePasskeys()) return null;

  const confirmWithPasskey = async () => {
    setProblem(null);
    try {
      const { data } = await start();
      const { startAuthentication } = await import('@simplewebauthn/browser');
      const optionsJSON = data?.startPasskey as unknown as Parameters<typeof startAuthentication>[0]['optionsJSON'];
      const response = await startAuthentication({ optionsJSON });
      await confirm({ variables: { response: { ...response } } });
      await onConfirmed();
    } catch (error) {
      setProblem(passkeyProblem(error));
    }
  };

  return (
    <>
      {problem && <ProblemNotice problem={problem} />}
      <button type="button" className="secondary outline" onClick={() => void confirmWithPasskey()}>
        Use a passkey
      </button>
    </>
  );
}
