import { formatMoment } from '../app/format.ts';
import { type Fact } from '../deeds/fact.ts';
import { type Customer } from './customer-query.ts';

/** What an operator sees of a customer before a deed. */
export function factsOf(customer: Customer): Fact[] {
  const { name, email, isEmailConfirmed, blockedAt, erasedAt, sessionsEndedAt } = customer;
  return [
    { label: 'Name', value: name },
    { label: 'E-mail', value: email ?? '—' },
    { label: 'E-mail confirmed', value: isEmailConfirmed ? 'Yes' : 'No' },
    { label: 'Blocked since', value: blockedAt ? formatMoment(blockedAt) : 'Not blocked' },
    { label: 'Sessions ended', value: sessionsEndedAt ? formatMoment(sessionsEndedAt) : 'Never' },
    { label: 'Erased', value: erasedAt ? formatMoment(erasedAt) : 'Not erased' },
  ];
}
