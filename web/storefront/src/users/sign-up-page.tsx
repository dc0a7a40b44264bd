import { Link, Redirect, useSearch } from 'wouter';
import { Page } from '../app/page.tsx';
import { paths, withReturn } from '../app/paths.ts';
import { texts } from '../texts/texts.ts';
import { returnPath } from './return-path.ts';
import { useSession } from './session.tsx';
import { SignUpForm } from './sign-up-form.tsx';

export function SignUpPage() {
  const { me } = useSession();
  const next = returnPath(useSearch());
  if (me) return <Redirect to={next} replace />;
  return (
    <Page title={texts.users.signUpTitle}>
      <div className="narrow">
        {next.startsWith(`${paths.plans}?`) && <p>{texts.users.toPay}</p>}
        <SignUpForm />
        <p>
          {texts.users.haveAccount} <Link href={withReturn(paths.signIn, next)}>{texts.users.signInTitle}</Link>
        </p>
      </div>
    </Page>
  );
}
