import { type ReactNode } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { Page } from '../app/page.tsx';
import { paths, withReturn } from '../app/paths.ts';
import { texts } from '../texts/texts.ts';
import { type Customer } from './customer.ts';
import { useSession } from './session.tsx';
import { SignInForm } from './sign-in-form.tsx';

interface SignedInProps {
  title: string;
  /** What is true of everybody. */
  lead?: string;
  /** Shown while the server does not answer. */
  whileUnknown?: string;
  children: (me: Customer) => ReactNode;
}

/** A page that requires a signed-in customer. Other visitors sign in here, and then see the page. */
export function SignedIn({ title, lead, whileUnknown, children }: SignedInProps) {
  const { me, problem, hasEnded, retry } = useSession();
  const [path] = useLocation();
  const search = useSearch();
  if (me) return children(me);
  return (
    <Page title={title} {...(lead ? { lead } : {})}>
      {problem && <ProblemNotice problem={problem} retry={retry} />}
      {problem && whileUnknown && <p>{whileUnknown}</p>}
      {!problem && me === undefined && <Skeleton className="form" />}
      {me === null && (
        <div className="narrow">
          <p role="status">{hasEnded ? texts.users.sessionEnded : texts.users.signInFirst}</p>
          <SignInForm />
          <p>
            {texts.users.noAccount}{' '}
            <Link href={withReturn(paths.signUp, search ? `${path}?${search}` : path)}>{texts.users.signUpTitle}</Link>
          </p>
        </div>
      )}
    </Page>
  );
}
