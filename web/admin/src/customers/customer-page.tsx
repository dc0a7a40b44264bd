import { useQuery } from '@apollo/client/react';
import { useParams } from 'wouter';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { formatMoment } from '../app/format.ts';
import { PermittedPage } from '../app/permitted.tsx';
import { problemOf } from '../app/problem-of.ts';
import { CustomerDeeds } from './customer-deeds.tsx';
import { CustomerFacts } from './customer-facts.tsx';
import { CustomerPayments } from './customer-payments.tsx';
import { type Customer, CustomerQuery } from './customer-query.ts';
import { Messages } from './messages.tsx';
import { nameOf } from './name-of.ts';
import { Periods } from './periods.tsx';
import './styles.css';

export function CustomerPage() {
  const { id } = useParams<{ id: string }>();
  // Another customer is another page: nothing of the dialogs is left.
  return <OneCustomer key={id} id={id} />;
}

function OneCustomer({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(CustomerQuery, { variables: { id }, fetchPolicy: 'cache-and-network' });
  const customer = data?.customer;
  const readAgain = () => refetch();
  return (
    <PermittedPage title={titleOf(customer)} permission="READ">
      {error && <ProblemNotice problem={problemOf(error)} retry={() => void readAgain().catch(() => {})} />}
      {!error && customer === undefined && <Skeleton className="page" />}
      {customer === null && <p>Check the address, or search for the e-mail address or the name above.</p>}
      {customer && <Found customer={customer} readAgain={readAgain} />}
    </PermittedPage>
  );
}

function titleOf(customer: Customer | null | undefined): string {
  if (customer === null) return 'There is no such customer';
  return customer ? nameOf(customer) : 'Customer';
}

interface FoundProps {
  customer: Customer;
  readAgain(): Promise<unknown>;
}

function Found({ customer, readAgain }: FoundProps) {
  const { erasedAt, blockedAt } = customer;
  return (
    <>
      {erasedAt && (
        <div className="notice quiet">
          <p>The personal data was erased on {formatMoment(erasedAt)}. Payments and access are kept for the books.</p>
        </div>
      )}
      {blockedAt && !erasedAt && (
        <div className="notice bad">
          <p>Blocked since {formatMoment(blockedAt)}: the customer can neither sign in nor pay, nor use the access.</p>
        </div>
      )}
      {!erasedAt && <CustomerDeeds customer={customer} readAgain={readAgain} />}
      <CustomerFacts customer={customer} />
      <Periods customer={customer} readAgain={readAgain} />
      <CustomerPayments customerId={customer.id} />
      <Messages customerId={customer.id} />
    </>
  );
}
