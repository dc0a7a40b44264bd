import { Page } from '../app/page.tsx';
import { accountTexts } from '../texts/account-texts.ts';
import { type Customer } from './customer.ts';
import { DeleteAccount } from './delete-account.tsx';
import { EmailStatus } from './email-status.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { MyData } from './my-data.tsx';
import { OpenSessions } from './open-sessions.tsx';
import { PasswordForm } from './password-form.tsx';
import { ProfileForm } from './profile-form.tsx';
import { SignedIn } from './signed-in.tsx';

const words = accountTexts;

const sections = [
  [words.profile.title, ProfileForm],
  [words.email.title, EmailStatus],
  [words.language.title, LanguageChoice],
  [words.password.title, PasswordForm],
  [words.sessions.title, OpenSessions],
  [words.data.title, MyData],
  [words.deletion.title, DeleteAccount],
] as const;

/** What the customer can see and change of the account. */
export function AccountPage() {
  return (
    <SignedIn title={words.title} lead={words.lead}>
      {(me) => <Account me={me} />}
    </SignedIn>
  );
}

function Account({ me }: { me: Customer }) {
  return (
    <Page title={words.title} lead={words.lead}>
      <div className="sections">
        {sections.map(([title, Section], index) => (
          <section key={title} aria-labelledby={`section-${index}`}>
            <h2 id={`section-${index}`}>{title}</h2>
            <Section me={me} />
          </section>
        ))}
      </div>
    </Page>
  );
}
