import { useMutation } from '@apollo/client/react';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { useAnnounce } from '../app/announcer.tsx';
import { formatMoment } from '../app/format.ts';
import { problemOf } from '../app/problem-of.ts';
import { type AccountQuery } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { DataTable } from '../lists/data-table.tsx';

const EndSessionMutation = graphql(`
  mutation EndOperatorSession($id: ID!) {
    endOperatorSession(id: $id)
  }
`);

type OwnSession = AccountQuery['myOperatorSessions'][number];

export function MySessions({ sessions }: { sessions: readonly OwnSession[] }) {
  const announce = useAnnounce();
  const [end, { loading, error }] = useMutation(EndSessionMutation, { refetchQueries: ['Account'] });
  const endOne = async (id: string) => {
    if (await end({ variables: { id } }).catch(() => null)) announce('The session has ended.');
  };
  return (
    <>
      {error && <ProblemNotice problem={problemOf(error)} />}
      <DataTable
        caption="Your sessions"
        columns={[
          { head: 'Signed in', cell: ({ createdAt }) => formatMoment(createdAt) },
          { head: 'Last used', cell: ({ lastUsedAt }) => formatMoment(lastUsedAt) },
          { head: 'Address', cell: ({ address }) => address },
          { head: 'Browser', cell: ({ userAgent }) => userAgent ?? 'unknown' },
          {
            head: 'Change',
            cell: ({ id, isCurrent, createdAt }) =>
              isCurrent ? (
                'This session'
              ) : (
                <button type="button" className="link" disabled={loading} onClick={() => void endOne(id)}>
                  End<span className="for-screen-readers"> the session of {formatMoment(createdAt)}</span>
                </button>
              ),
          },
        ]}
        rows={sessions}
        keyOf={({ id }) => id}
      />
    </>
  );
}
