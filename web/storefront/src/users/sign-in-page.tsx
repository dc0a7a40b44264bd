import { Link, Redirect, useSearch } from 'wouter';
import { Page } from '../app/page.tsx';
import { paths, withReturn } from '../app/paths.ts';
import { texts } from '../texts/texts.ts';
import { returnPath } from './return-path.ts';
import { useSession } from './session.tsx';
import { SignInForm } from './sign-in-form.tsx';

export function SignInPage() {
  const { me } = useSession();
  const next = returnPath(useSearch());
  if (me) return <Redirect to={next} replace />;
  return (
    <Page title={texts.users.signInTitle}>
      <div className="narrow">
        <SignInForm />
        <p>
          {texts.users.noAccount} <Link href={withReturn(paths.signUp, next)}>{texts.users.signUpTitle}</Link>
        </p>
      </div>
    </Page>
  );
}
