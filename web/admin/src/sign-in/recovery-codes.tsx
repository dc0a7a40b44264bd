import { useMutation } from '@apollo/client/react';
import { useEffect } from 'react';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';

const CreateRecoveryCodesMutation = graphql(`
  mutation CreateRecoveryCodes {
    createRecoveryCodes
  }
`);

/** New recovery codes, which replace all earlier ones. */
export function RecoveryCodes({ onDone }: { onDone(): unknown }) {
  const [create, { data, error }] = useMutation(CreateRecoveryCodesMutation);
  useEffect(() => {
    create().catch(() => {});
  }, [create]);

  if (error) return <ProblemNotice problem={problemOf(error)} retry={() => void create().catch(() => {})} />;
  if (!data) return <Skeleton className="form" />;
  return (
    <section>
      <h2>Recovery codes</h2>
      <p>
        Keep these codes in a safe place. Each signs you in once, if you do not have your phone. They are shown only
        now.
      </p>
      <ul className="codes">
        {data.createRecoveryCodes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <button type="button" onClick={() => void onDone()}>
        I have saved them
      </button>
    </section>
  );
}
