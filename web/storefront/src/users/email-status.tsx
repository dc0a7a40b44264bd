import { Badge } from '../../../kit/badge.tsx';
import { accountTexts } from '../texts/account-texts.ts';
import { type Customer } from './customer.ts';
import { ResendConfirmation } from './resend-confirmation.tsx';

const words = accountTexts.email;

/** Where messages go, and whether the customer has shown that they arrive. */
export function EmailStatus({ me: { email, isEmailConfirmed } }: { me: Customer }) {
  if (email === null) return <p>{words.none}</p>;
  return (
    <>
      <p className="address">
        {email}{' '}
        <Badge tone={isEmailConfirmed ? 'good' : 'wait'}>
          {isEmailConfirmed ? words.confirmed : words.unconfirmed}
        </Badge>
      </p>
      <p>{isEmailConfirmed ? words.use : words.sentTo(email)}</p>
      {!isEmailConfirmed && <ResendConfirmation email={email} />}
    </>
  );
}
