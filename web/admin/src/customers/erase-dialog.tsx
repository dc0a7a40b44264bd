import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { Link } from 'wouter';
import { Field } from '../../../kit/field.tsx';
import { formatMoment, formatPaisa, inWords } from '../app/format.ts';
import { pathOfPayment } from '../app/paths.ts';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { TextArea } from '../deeds/text-area.tsx';
import { graphql } from '../gql/index.ts';
import { type Customer } from './customer-query.ts';
import { factsOf } from './facts-of.ts';
import { nameOf } from './name-of.ts';

const ErasePersonalDataMutation = graphql(`
  mutation ErasePersonalData($userId: ID!, $seenUpdatedAt: DateTime!, $reason: String!) {
    erasePersonalData(userId: $userId, seenUpdatedAt: $seenUpdatedAt, reason: $reason) {
      ...WholeCustomer
    }
  }
`);

interface EraseDialogProps {
  customer: Customer;
  readAgain(): Promise<unknown>;
  onClose(): void;
}

export function EraseDialog({ customer, readAgain, onClose }: EraseDialogProps) {
  const [erase] = useMutation(ErasePersonalDataMutation);
  const [typed, setTyped] = useState('');
  const { id: userId, updatedAt: seenUpdatedAt, email, openPayments } = customer;
  const asked = email ?? nameOf(customer);
  const isConfirmed = typed.trim().toLowerCase() === asked.trim().toLowerCase();
  const isPossible = openPayments.length === 0;
  return (
    <DeedDialog
      title={`Erase the personal data of ${nameOf(customer)}`}
      verb="Erase for good"
      isSevere
      isReady={isConfirmed && isPossible && !customer.erasedAt}
      facts={factsOf(customer)}
      refresh={readAgain}
      perform={(answers) => erase({ variables: { userId, seenUpdatedAt, reason: String(answers.get('reason')) } })}
      done="The personal data was erased."
      onClose={onClose}
    >
      {!isPossible && <OpenPayments customer={customer} />}
      <div className="consequences">
        <p>
          <strong>Goes:</strong> the e-mail address, the name, the password, all sessions, and what Khalti has told
          about the person. The customer cannot sign in any more, and cannot use the access that is left.
        </p>
        <p>
          <strong>Stays:</strong> payments, refunds and periods, for the books, and what operators did. Nothing goes
          back.
        </p>
        <p>This cannot be undone.</p>
      </div>
      <Field
        label={email ? `Type the e-mail address ${email}` : `Type the name ${asked}`}
        name="confirmation"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <TextArea name="reason" label="Reason" hint="It stays in the audit: write no name and no address." />
    </DeedDialog>
  );
}

function OpenPayments({ customer: { openPayments } }: { customer: Customer }) {
  return (
    <div className="notice wait">
      <p>
        Not possible yet: money may still come. Wait until {openPayments.length === 1 ? 'this payment is' : 'these are'}{' '}
        paid, cancelled or expired, or ask Khalti on its page.
      </p>
      <ul>
        {openPayments.map(({ id, amountPaisa, status, createdAt }) => (
          <li key={id}>
            <Link href={pathOfPayment(id)}>
              {formatPaisa(amountPaisa)}, {inWords(status)}, opened {formatMoment(createdAt)}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
