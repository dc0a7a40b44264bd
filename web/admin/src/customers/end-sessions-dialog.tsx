import { useMutation } from '@apollo/client/react';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { TextArea } from '../deeds/text-area.tsx';
import { graphql } from '../gql/index.ts';
import { type Customer } from './customer-query.ts';
import { nameOf } from './name-of.ts';

const EndSessionsMutation = graphql(`
  mutation EndSessions($userId: ID!, $reason: String!) {
    endSessions(userId: $userId, reason: $reason) {
      ...WholeCustomer
    }
  }
`);

interface EndSessionsDialogProps {
  customer: Customer;
  onClose(): void;
}

export function EndSessionsDialog({ customer, onClose }: EndSessionsDialogProps) {
  const [endSessions] = useMutation(EndSessionsMutation);
  return (
    <DeedDialog
      title={`End all sessions of ${nameOf(customer)}`}
      verb="End all sessions"
      isSevere
      perform={(answers) => endSessions({ variables: { userId: customer.id, reason: String(answers.get('reason')) } })}
      done={`All sessions of ${nameOf(customer)} have ended.`}
      onClose={onClose}
    >
      <div className="consequences">
        <p>
          The customer is signed out on every device at once, and can sign in again with the same password. Access and
          payments stay as they are.
        </p>
        <p>If somebody else knows the password, block the account instead.</p>
      </div>
      <TextArea name="reason" label="Reason" hint="For the audit. The customer does not see it." />
    </DeedDialog>
  );
}
