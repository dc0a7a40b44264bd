import { useMutation } from '@apollo/client/react';
import { formatCount, formatMoment } from '../app/format.ts';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { TextArea } from '../deeds/text-area.tsx';
import { graphql } from '../gql/index.ts';
import { type Customer } from './customer-query.ts';
import { factsOf } from './facts-of.ts';
import { nameOf } from './name-of.ts';

const BlockCustomerMutation = graphql(`
  mutation BlockCustomer($userId: ID!, $seenUpdatedAt: DateTime!, $reason: String!) {
    blockCustomer(userId: $userId, seenUpdatedAt: $seenUpdatedAt, reason: $reason) {
      ...WholeCustomer
    }
  }
`);

const UnblockCustomerMutation = graphql(`
  mutation UnblockCustomer($userId: ID!, $seenUpdatedAt: DateTime!, $reason: String!) {
    unblockCustomer(userId: $userId, seenUpdatedAt: $seenUpdatedAt, reason: $reason) {
      ...WholeCustomer
    }
  }
`);

interface BlockDialogProps {
  customer: Customer;
  /** Or unblocks. */
  blocks: boolean;
  readAgain(): Promise<unknown>;
  onClose(): void;
}

export function BlockDialog({ customer, blocks, readAgain, onClose }: BlockDialogProps) {
  const [block] = useMutation(BlockCustomerMutation);
  const [unblock] = useMutation(UnblockCustomerMutation);
  const name = nameOf(customer);
  const isNeeded = Boolean(customer.blockedAt) !== blocks && !customer.erasedAt;
  return (
    <DeedDialog
      title={blocks ? `Block ${name}` : `Unblock ${name}`}
      verb={blocks ? 'Block this customer' : 'Unblock this customer'}
      isSevere={blocks}
      isReady={isNeeded}
      facts={factsOf(customer)}
      refresh={readAgain}
      perform={(answers) => {
        const { id: userId, updatedAt: seenUpdatedAt } = customer;
        const options = { variables: { userId, seenUpdatedAt, reason: String(answers.get('reason')) } };
        return blocks ? block(options) : unblock(options);
      }}
      done={blocks ? `${name} is blocked.` : `${name} is not blocked any more.`}
      onClose={onClose}
    >
      <div className="consequences">
        {!isNeeded && (
          <p>
            {customer.erasedAt && 'The personal data has been erased since this page was loaded. '}
            {!customer.erasedAt && (blocks ? 'The customer is blocked already. ' : 'The customer is not blocked. ')}
            There is nothing left to do: close this.
          </p>
        )}
        {isNeeded && blocks && <Blocked customer={customer} />}
        {isNeeded && !blocks && (
          <p>The customer can sign in, pay and use the access again. Sessions that have ended stay ended.</p>
        )}
      </div>
      <TextArea name="reason" label="Reason" hint="For the audit. The customer does not see it." />
    </DeedDialog>
  );
}

function Blocked({ customer: { subscription, openPayments } }: { customer: Customer }) {
  const open = openPayments.length;
  return (
    <>
      <p>All sessions end at once. The customer can neither sign in nor pay until somebody unblocks the account.</p>
      {subscription?.isActive && (
        <p>
          Access runs on until {formatMoment(subscription.endsAt)}, but cannot be used. No money goes back, and no day
          is added later.
        </p>
      )}
      {open > 0 && (
        <p>
          <strong>
            {formatCount(open)} {open === 1 ? 'payment is' : 'payments are'} open.
          </strong>{' '}
          If the customer still pays, an operator must look at it.
        </p>
      )}
    </>
  );
}
