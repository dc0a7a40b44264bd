import { useMutation } from '@apollo/client/react';
import { useLocation } from 'wouter';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { paths } from '../app/paths.ts';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { accountTexts } from '../texts/account-texts.ts';
import { setCurrentUser } from './customer.ts';
import { useSession } from './session.tsx';

const words = accountTexts.sessions;

const SignOutEverywhereMutation = graphql(`
  mutation SignOutEverywhere {
    signOutEverywhere
  }
`);

export function SignOutEverywhere() {
  const { expectEnd } = useSession();
  const [, navigate] = useLocation();
  const [signOut, { loading, error }] = useMutation(SignOutEverywhereMutation, {
    update: (cache) => {
      expectEnd();
      setCurrentUser(cache, null);
      navigate(paths.signIn);
    },
  });
  return (
    <>
      <p>{words.lead}</p>
      {error && <ProblemNotice problem={problemOf(error)} />}
      <button
        type="button"
        className="outline"
        aria-busy={loading}
        onClick={() => void (loading || signOut().catch(() => {}))}
      >
        {words.action}
      </button>
    </>
  );
}
