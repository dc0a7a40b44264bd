import { Badge } from '../../../kit/badge.tsx';
import { accountTexts } from '../texts/account-texts.ts';
import { type Customer } from './customer.ts';
import { EmailForm } from './email-form.tsx';
import { PendingEmail } from './pending-email.tsx';
import { ResendConfirmation } from './resend-confirmation.tsx';

const words = accountTexts.email;

/** Where messages go, whether the customer has shown that they arrive, and how to use another address. */
export function EmailStatus({ me: { email, newEmail, isEmailConfirmed } }: { me: Customer }) {
  if (email === null) return <p>{words.none}</p>;
  const isToConfirm = !isEmailConfirmed && newEmail === null;
  return (
    <>
      <p className="address">
        {email}{' '}
        <Badge tone={isEmailConfirmed ? 'good' : 'wait'}>
          {isEmailConfirmed ? words.confirmed : words.unconfirmed}
        </Badge>
      </p>
      {newEmail === null ? (
        <p>{isEmailConfirmed ? words.use : words.sentTo(email)}</p>
      ) : (
        <PendingEmail email={email} newEmail={newEmail} />
      )}
      {isToConfirm && <ResendConfirmation email={email} />}
      <EmailForm />
    </>
  );
}
