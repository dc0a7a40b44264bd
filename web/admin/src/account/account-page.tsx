import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { inWords } from '../app/format.ts';
import { Page } from '../app/page.tsx';
import { problemOf } from '../app/problem-of.ts';
import { useSession } from '../app/session.tsx';
import { graphql } from '../gql/index.ts';
import { AddPasskey } from '../sign-in/add-passkey.tsx';
import { CodeSetup } from '../sign-in/code-setup.tsx';
import { ChangePassword } from './change-password.tsx';
import { MyPasskeys } from './my-passkeys.tsx';
import { MySessions } from './my-sessions.tsx';
import { NewRecoveryCodesDialog } from './new-recovery-codes-dialog.tsx';

const AccountQuery = graphql(`
  query Account {
    myOperatorSessions {
      id
      address
      createdAt
      lastUsedAt
      isCurrent
      userAgent
    }
    myPasskeys {
      id
      name
      createdAt
      lastUsedAt
    }
  }
`);

/** How the operator signs in, and where the operator is signed in. */
export function AccountPage() {
  const { me } = useSession();
  const { data, error, refetch } = useQuery(AccountQuery, { fetchPolicy: 'cache-and-network' });
  if (!me) return null;
  return (
    <Page title="Your account">
      <p>
        {me.operator.name}, {me.operator.email}, {inWords(me.operator.role)}
      </p>
      <ChangePassword />
      <AuthenticatorApp />
      {error && <ProblemNotice problem={problemOf(error)} retry={() => void refetch().catch(() => {})} />}
      {!error && !data && <Skeleton className="rows" count={4} />}
      {data && (
        <>
          <section>
            <h2>Passkeys</h2>
            <MyPasskeys passkeys={data.myPasskeys} />
          </section>
          <AddPasskey onAdded={() => refetch()} />
          <section>
            <h2>Where you are signed in</h2>
            <MySessions sessions={data.myOperatorSessions} />
          </section>
        </>
      )}
    </Page>
  );
}

function AuthenticatorApp() {
  const { me, retry } = useSession();
  const [isSettingUp, setIsSettingUp] = useState(false);
  const [isReplacing, setIsReplacing] = useState(false);
  const finish = () => {
    setIsSettingUp(false);
    retry();
  };
  return (
    <section>
      <h2>Authenticator app</h2>
      {me?.operator.hasCode && <p>An authenticator app is set up. A code of it is asked for when you sign in.</p>}
      {!me?.operator.hasCode && !isSettingUp && (
        <p>
          No authenticator app is set up. With one, nobody can sign in as you with your password alone. Refunds of large
          sums, operators and exports of customers need it in production.
        </p>
      )}
      {isSettingUp && <CodeSetup onDone={finish} />}
      {!isSettingUp && (
        <div className="deeds">
          {me?.operator.hasCode ? (
            <button type="button" onClick={() => setIsReplacing(true)}>
              New recovery codes
            </button>
          ) : (
            <button type="button" onClick={() => setIsSettingUp(true)}>
              Set up an authenticator app
            </button>
          )}
        </div>
      )}
      {isReplacing && <NewRecoveryCodesDialog onClose={() => setIsReplacing(false)} />}
    </section>
  );
}
