import { useMutation } from '@apollo/client/react';
import { Link, useLocation, useSearch } from 'wouter';
import { paths } from '../app/paths.ts';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { texts } from '../texts/texts.ts';
import { setCurrentUser } from './customer.ts';
import { useSession } from './session.tsx';

const SignOutMutation = graphql(`
  mutation SignOut {
    signOut
  }
`);

export function AccountMenu() {
  const { me, expectEnd } = useSession();
  const [path, navigate] = useLocation();
  const search = useSearch();
  const [signOut, { loading, error }] = useMutation(SignOutMutation, {
    update: (cache) => {
      expectEnd();
      setCurrentUser(cache, null);
      navigate(paths.plans);
    },
  });
  const isSignInPage = path === paths.signIn || path === paths.signUp;
  const back = isSignInPage ? search : new URLSearchParams({ next: search ? `${path}?${search}` : path }).toString();

  if (me) {
    return (
      <>
        <li className="name">
          <Link
            href={paths.account}
            aria-label={texts.navigation.accountOf(me.name)}
            aria-current={path === paths.account ? 'page' : undefined}
          >
            {me.name}
          </Link>
        </li>
        <li>
          <button type="button" className="link" aria-busy={loading} onClick={() => void signOut().catch(() => {})}>
            {texts.navigation.signOut}
          </button>
          {error && (
            <span role="alert" className="error">
              {problemOf(error).text}
            </span>
          )}
        </li>
      </>
    );
  }
  if (me === undefined) return <li className="name">&nbsp;</li>;
  return (
    <>
      <li>
        <Link href={`${paths.signIn}?${back}`}>{texts.navigation.signIn}</Link>
      </li>
      <li>
        <Link href={`${paths.signUp}?${back}`}>{texts.navigation.signUp}</Link>
      </li>
    </>
  );
}
