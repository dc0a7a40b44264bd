import { useApolloClient, useQuery } from '@apollo/client/react';
import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react';
import { type Problem } from '../../../kit/problem.ts';
import { problemOf } from '../app/problem-of.ts';
import { type Customer, MeQuery, setCurrentUser } from './customer.ts';

interface Session {
  /** Who is signed in; null for nobody, undefined while that is not known. */
  me: Customer | null | undefined;
  problem: Problem | null;
  /** Whether somebody was signed in here until the server refused. */
  hasEnded: boolean;
  askAgain(): void;
  /** Says that the customer is about to sign out, so that it is not taken for an ended session. */
  expectEnd(): void;
}

const SessionContext = createContext<Session | null>(null);

export function SessionProvider({ children }: { children: ReactNode }) {
  const client = useApolloClient();
  const { data, error, refetch } = useQuery(MeQuery);
  const ends = useRef({ wasSignedIn: false, isExpected: false });
  const me = data?.me;

  useEffect(() => {
    if (me) ends.current = { wasSignedIn: true, isExpected: false };
  }, [me]);

  // Another tab may have signed out, or in as somebody else.
  useEffect(() => {
    const lookAgain = async () => {
      if (document.visibilityState !== 'visible') return;
      const found = await client.query({ query: MeQuery, fetchPolicy: 'no-cache' }).catch(() => null);
      const now = found?.data?.me;
      if (now !== undefined && now?.id !== me?.id) setCurrentUser(client.cache, now);
    };
    document.addEventListener('visibilitychange', lookAgain);
    return () => document.removeEventListener('visibilitychange', lookAgain);
  }, [client, me?.id]);

  const session: Session = {
    me,
    problem: error && me === undefined ? problemOf(error) : null,
    hasEnded: me === null && ends.current.wasSignedIn && !ends.current.isExpected,
    askAgain: () => void refetch().catch(() => {}),
    expectEnd: () => {
      ends.current.isExpected = true;
    },
  };
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside SessionProvider');
  return session;
}
