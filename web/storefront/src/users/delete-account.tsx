import { useMutation } from '@apollo/client/react';
import { type SubmitEvent, useId, useRef } from 'react';
import { useLocation } from 'wouter';
import { Field } from '../../../kit/field.tsx';
import { type Problem } from '../../../kit/problem.ts';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { SubmitButton } from '../../../kit/submit-button.tsx';
import { paths } from '../app/paths.ts';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { accountTexts } from '../texts/account-texts.ts';
import { setCurrentUser } from './customer.ts';
import { MAX_PASSWORD_LENGTH } from './limits.ts';
import { useSession } from './session.tsx';

const words = accountTexts.deletion;

const DeleteAccountMutation = graphql(`
  mutation DeleteAccount($password: String!) {
    deleteAccount(password: $password)
  }
`);

/** Asks in a dialog, which says what goes and what stays. */
export function DeleteAccount() {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  return (
    <>
      <p>{words.lead}</p>
      <button type="button" className="outline" onClick={() => dialog.current?.showModal()}>
        {words.open}
      </button>
      <dialog ref={dialog} aria-labelledby={titleId}>
        <article>
          <h2 id={titleId}>{words.question}</h2>
          <ul>
            <li>{words.goes}</li>
            <li>{words.access}</li>
            <li>{words.stays}</li>
            <li>{words.final}</li>
          </ul>
          <DeletionForm close={() => dialog.current?.close()} />
        </article>
      </dialog>
    </>
  );
}

function DeletionForm({ close }: { close: () => void }) {
  const { expectEnd } = useSession();
  const [, navigate] = useLocation();
  const [deleteAccount, { loading, error }] = useMutation(DeleteAccountMutation, {
    update: (cache) => {
      expectEnd();
      navigate(paths.accountDeleted, { replace: true });
      setCurrentUser(cache, null);
    },
  });
  const problem = error && inWords(problemOf(error));
  const isWrong = problem?.code === 'INVALID_CREDENTIALS';
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('password'));
    deleteAccount({ variables: { password } }).catch(() => {});
  };
  return (
    <form onSubmit={submit}>
      <Field
        label={words.password}
        name="password"
        type="password"
        autoComplete="current-password"
        maxLength={MAX_PASSWORD_LENGTH}
        error={isWrong ? accountTexts.wrongPassword : null}
      />
      {problem && !isWrong && <ProblemNotice problem={problem} />}
      <div className="steps">
        <SubmitButton label={words.action} busyLabel={words.busy} isBusy={loading} />
        <button type="button" className="outline" onClick={close}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}

function inWords(problem: Problem): Problem {
  return problem.code === 'NOT_POSSIBLE' ? { ...problem, text: words.notYet } : problem;
}
