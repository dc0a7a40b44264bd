import { inWords } from '../app/format.ts';
import { type Fact } from '../deeds/fact.ts';
import { type OperatorRole, type OperatorsQuery as OperatorsData } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

export const OperatorsQuery = graphql(`
  query Operators {
    operators {
      ...OperatorRecordFields
    }
    invitations {
      id
      email
      role
      expiresAt
    }
  }
`);

graphql(`
  fragment OperatorRecordFields on OperatorRecord {
    id
    name
    email
    role
    hasCode
    hasPasskey
    createdAt
    disabledAt
    updatedAt
  }
`);

export type Operator = OperatorsData['operators'][number];
export type Invitation = OperatorsData['invitations'][number];

export const roles = [
  ['OWNER', 'Owner: everything, including operators, plans, erasure and free days for everybody'],
  ['FINANCE', 'Finance: money, refunds, reviews, figures, exports and the audit'],
  ['SUPPORT', 'Support: customers, free days, blocking, sessions and messages'],
  ['VIEWER', 'Viewer: reads only'],
] as const satisfies readonly (readonly [OperatorRole, string])[];

export function factsOf({ name, role, disabledAt }: Operator): Fact[] {
  return [
    { label: 'Name', value: name },
    { label: 'Role', value: inWords(role) },
    { label: 'State', value: disabledAt ? 'Disabled' : 'Can sign in' },
  ];
}
