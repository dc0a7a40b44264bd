import { useQuery } from '@apollo/client/react';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { accessSentences } from './access-sentences.ts';
import { type Refund } from './refund.ts';

const ForeseenAccessQuery = graphql(`
  query ForeseenAccess($paymentId: ID!) {
    payment(id: $paymentId) {
      id
      refunds {
        id
        foreseenAccess {
          ...AccessChangeFields
        }
      }
    }
  }
`);

interface ForeseenAccessProps {
  paymentId: string;
  refund: Refund;
  before: string;
}

/** What becomes of the access if the money of an open refund went back. */
export function ForeseenAccess({ paymentId, refund, before }: ForeseenAccessProps) {
  const { data, error } = useQuery(ForeseenAccessQuery, { variables: { paymentId }, fetchPolicy: 'no-cache' });
  const change = data?.payment?.refunds.find(({ id }) => id === refund.id)?.foreseenAccess;
  if (error) return <ProblemNotice problem={problemOf(error)} />;
  return (
    <div className="consequences" aria-live="polite" aria-busy={!data}>
      <p>
        {before} {change && accessSentences(change).join(' ')}
      </p>
    </div>
  );
}
