import { useApolloClient, useQuery } from '@apollo/client/react';
import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react';
import { type Problem } from '../../../kit/problem.ts';
import { problemOf } from '../app/problem-of.ts';
import { type Customer, MeQuery, setCurrentUser } from './customer.ts';

const FIRST_WAIT_MS = 2_000;
const MAX_WAIT_MS = 30_000;

interface Session {
  /** Null if nobody is signed in; undefined until the server has answered. */
  me: Customer | null | undefined;
  problem: Problem | null;
  /** Whether the customer was signed in on this page, and did not sign out here. */
  hasEnded: boolean;
  retry(): void;
  /** Call it before signing out: the session has then not ended unexpectedly. */
  expectEnd(): void;
}

const SessionContext = createContext<Session | null>(null);

export function SessionProvider({ children }: { children: ReactNode }) {
  const client = useApolloClient();
  const { data, error, refetch } = useQuery(MeQuery);
  const history = useRef({ wasSignedIn: false, isExpected: false });
  const me = data?.me;

  useEffect(() => {
    if (me) history.current = { wasSignedIn: true, isExpected: false };
  }, [me]);

  // Another tab may have signed out, or signed in as another user.
  useEffect(() => {
    const checkUser = async () => {
      if (document.visibilityState !== 'visible') return;
      const result = await client.query({ query: MeQuery, fetchPolicy: 'no-cache' }).catch(() => null);
      const current = result?.data?.me;
      if (current === undefined) return;
      if (current?.id !== me?.id) setCurrentUser(client.cache, current);
      // The customer may have confirmed the address in another tab.
      else client.writeQuery({ query: MeQuery, data: { me: current } });
    };
    document.addEventListener('visibilitychange', checkUser);
    return () => document.removeEventListener('visibilitychange', checkUser);
  }, [client, me?.id]);

  const hasFailed = error !== undefined && me === undefined;
  useEffect(() => {
    if (!hasFailed) return;
    let timer = 0;
    const askAfter = (waitMs: number) => {
      timer = window.setTimeout(async () => {
        const result = await client.query({ query: MeQuery, fetchPolicy: 'no-cache' }).catch(() => null);
        if (timer === 0) return;
        if (result?.data) setCurrentUser(client.cache, result.data.me ?? null);
        else askAfter(Math.min(waitMs * 2, MAX_WAIT_MS));
      }, waitMs);
    };
    askAfter(FIRST_WAIT_MS);
    return () => {
      clearTimeout(timer);
      timer = 0;
    };
  }, [client, hasFailed]);

  const session: Session = {
    me,
    problem: hasFailed ? problemOf(error) : null,
    hasEnded: me === null && history.current.wasSignedIn && !history.current.isExpected,
    retry: () => void refetch().catch(() => {}),
    expectEnd: () => {
      history.current.isExpected = true;
    },
  };
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession requires a SessionProvider.');
  return session;
}
