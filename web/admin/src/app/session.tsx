import { useApolloClient, useQuery } from '@apollo/client/react';
import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react';
import { type Problem } from '../../../kit/problem.ts';
import { type MeQuery as MeData, type Permission } from '../gql/graphql.ts';
import { MeQuery } from './me.ts';
import { problemOf } from './problem-of.ts';

interface Session {
  /** Null if nobody is signed in; undefined until the server has answered. */
  me: MeData['me'] | undefined;
  problem: Problem | null;
  /** Whether the operator was signed in on this page, and did not sign out here. */
  hasEnded: boolean;
  can(permission: Permission): boolean;
  /** After signing in: reads everything again. */
  begin(): Promise<void>;
  /** After signing out: forgets everything. */
  end(): Promise<void>;
  retry(): void;
}

const SessionContext = createContext<Session | null>(null);

export function SessionProvider({ children }: { children: ReactNode }) {
  const client = useApolloClient();
  const { data, error, refetch } = useQuery(MeQuery);
  const wasSignedIn = useRef(false);
  const me = data?.me;
  useEffect(() => {
    if (me) wasSignedIn.current = true;
  }, [me]);

  // Another tab may have signed out, and things may have changed while this page was not looked at.
  useEffect(() => {
    const readAgain = () => {
      if (document.visibilityState === 'visible') void client.refetchQueries({ include: 'active' });
    };
    document.addEventListener('visibilitychange', readAgain);
    return () => document.removeEventListener('visibilitychange', readAgain);
  }, [client]);

  const session: Session = {
    me,
    problem: error && me === undefined ? problemOf(error) : null,
    hasEnded: me === null && wasSignedIn.current,
    can: (permission) => me?.permissions.includes(permission) === true,
    begin: async () => {
      await client.resetStore();
    },
    end: async () => {
      wasSignedIn.current = false;
      client.cache.writeQuery({ query: MeQuery, data: { me: null } });
      await client.clearStore();
      client.cache.writeQuery({ query: MeQuery, data: { me: null } });
    },
    retry: () => void refetch().catch(() => {}),
  };
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession requires a SessionProvider.');
  return session;
}
