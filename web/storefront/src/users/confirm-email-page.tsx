import { useMutation } from '@apollo/client/react';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { type Problem } from '../../../kit/problem.ts';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Page } from '../app/page.tsx';
import { paths } from '../app/paths.ts';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { recoveryTexts } from '../texts/recovery-texts.ts';
import { MeQuery } from './customer.ts';
import { isTokenInvalid } from './is-token-invalid.ts';
import { recoveryPaths } from './recovery-paths.ts';
import { useLinkToken } from './use-link-token.ts';

const words = recoveryTexts.confirm;

const ConfirmEmailMutation = graphql(`
  mutation ConfirmEmail($token: String!) {
    confirmEmail(token: $token)
  }
`);

/** Confirms the address without a click. */
export function ConfirmEmailPage() {
  const token = useLinkToken();
  // Who is signed in here sees the address at once.
  const [confirm, { data, error }] = useMutation(ConfirmEmailMutation, { refetchQueries: [MeQuery] });

  const confirmNow = () => void confirm({ variables: { token } }).catch(() => {});
  // `StrictMode` sends it twice in development, which is safe.
  useEffect(() => {
    if (token) confirm({ variables: { token } }).catch(() => {});
  }, [token, confirm]);

  if (data) {
    return (
      <Page key="done" title={words.doneTitle}>
        <p role="status">{words.done}</p>
        <ToPlans />
      </Page>
    );
  }
  if (!token || isTokenInvalid(error)) {
    return (
      <Page key="invalid" title={recoveryTexts.invalidTitle}>
        <p role="status">{words.invalid}</p>
        <div className="steps">
          <ToPlans />
          <Link href={recoveryPaths.forgotPassword}>{recoveryTexts.reset.title}</Link>
        </div>
      </Page>
    );
  }
  return (
    <Page title={words.title}>
      {error ? (
        <ProblemNotice problem={inWords(problemOf(error))} retry={confirmNow} />
      ) : (
        <p role="status" aria-busy="true">
          {words.busy}
        </p>
      )}
    </Page>
  );
}

function inWords(problem: Problem): Problem {
  return problem.code === 'EMAIL_TAKEN' ? { ...problem, text: words.taken } : problem;
}

function ToPlans() {
  return (
    <Link href={paths.plans} className="action">
      {words.toPlans}
    </Link>
  );
}
