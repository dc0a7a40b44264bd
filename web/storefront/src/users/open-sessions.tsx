import { useMutation, useQuery } from '@apollo/client/react';
import { Badge } from '../../../kit/badge.tsx';
import { Moment } from '../../../kit/moment.tsx';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { problemOf } from '../app/problem-of.ts';
import { type MySessionsQuery as MySessionsData } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { accountTexts } from '../texts/account-texts.ts';
import { SignOutEverywhere } from './sign-out-everywhere.tsx';

const words = accountTexts.sessions;

const MySessionsQuery = graphql(`
  query MySessions {
    mySessions {
      id
      device
      startedAt
      renewedAt
      isCurrent
    }
  }
`);

const SignOutSessionMutation = graphql(`
  mutation SignOutSession($id: ID!) {
    signOutSession(id: $id)
  }
`);

/** Where the customer is signed in. Each place can be ended alone; this one with the button of every page. */
export function OpenSessions() {
  // Never from the cache: another device may have signed in or out.
  const { data, error, refetch } = useQuery(MySessionsQuery, { fetchPolicy: 'network-only' });
  return (
    <>
      {error && !data && <ProblemNotice problem={problemOf(error)} retry={() => void refetch().catch(() => {})} />}
      <ul className="sessions">
        {data?.mySessions.map((session) => (
          <li key={session.id}>
            <OneSession session={session} />
          </li>
        ))}
      </ul>
      <SignOutEverywhere />
    </>
  );
}

function OneSession({ session }: { session: MySessionsData['mySessions'][number] }) {
  const { id, device, startedAt, renewedAt, isCurrent } = session;
  const [signOut, { loading, error }] = useMutation(SignOutSessionMutation, {
    variables: { id },
    refetchQueries: [MySessionsQuery],
  });
  // Ended elsewhere meanwhile: the list that is read now lacks it.
  const problem = error ? problemOf(error) : null;
  const name = device ?? words.unknown;
  return (
    <>
      <p>
        <b>{name}</b> {isCurrent && <Badge tone="good">{words.here}</Badge>}
        <br />
        <small>
          {words.since} <Moment at={startedAt} />
          {renewedAt !== startedAt && (
            <>
              <br />
              {words.seen} <Moment at={renewedAt} />
            </>
          )}
        </small>
      </p>
      {problem && <ProblemNotice problem={problem} />}
      {!isCurrent && (
        <button
          type="button"
          className="outline"
          aria-busy={loading}
          aria-label={words.endOf(name)}
          onClick={() => void (loading || signOut().catch(() => {}))}
        >
          {words.end}
        </button>
      )}
    </>
  );
}
