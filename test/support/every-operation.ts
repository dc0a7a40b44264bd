import { type Answered } from './ask-graphql.ts';
import { type Customer } from './customer.ts';

export type Operation = [what: string, act: () => Promise<Answered<unknown>>];

/** Every operation that needs the database, with values for which it works. `pidx`: a payment of the customer. */
export function everyOperation(customer: Customer, { planId, pidx }: { planId: string; pidx: string }): Operation[] {
  const { app, email } = customer;
  const password = 'correct horse';
  const newEmail = `new-${email}`;
  return [
    ['me', () => customer.ask('{ me { email } }')],
    ['mySubscription', () => customer.ask('{ mySubscription { endsAt } }')],
    ['myPayments', () => customer.ask('{ myPayments { pageInfo { hasNextPage } } }')],
    ['payment', () => customer.ask('query ($pidx: ID!) { payment(pidx: $pidx) { id } }', { pidx })],
    [
      'initiatePayment',
      () => customer.ask('mutation ($id: ID!) { initiatePayment(planId: $id) { id } }', { id: planId }),
    ],
    ['verifyPayment', () => customer.tryToVerify(pidx)],
    [
      'signIn',
      () =>
        app.ask(
          'mutation ($email: EmailAddress!, $password: String!) { signIn(email: $email, password: $password) { token } }',
          { email, password },
        ),
    ],
    [
      'signUp',
      () =>
        app.ask(
          `mutation ($email: EmailAddress!, $password: String!) {
            signUp(email: $email, password: $password, name: "A") { token }
          }`,
          { email: newEmail, password },
        ),
    ],
    [
      'requestPasswordReset',
      () => app.ask('mutation ($email: EmailAddress!) { requestPasswordReset(email: $email) }', { email }),
    ],
  ];
}
