import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { Page } from '../app/page.tsx';
import { paths } from '../app/paths.ts';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { paymentTexts } from '../texts/payment-texts.ts';
import { subscriptionTexts } from '../texts/subscription-texts.ts';
import { SignedIn } from '../users/signed-in.tsx';
import { PaymentRow } from './payment-row.tsx';

const PAGE_SIZE = 10;
const words = paymentTexts.list;

const MyPaymentsQuery = graphql(`
  query MyPayments($first: Int!, $after: String) {
    myPayments(first: $first, after: $after) {
      edges {
        node {
          ...PaymentFields
          receipt {
            number
            url
          }
          creditNotes {
            number
            url
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export function PaymentsPage() {
  return (
    <SignedIn title={words.title} lead={words.lead}>
      {() => <MyPayments />}
    </SignedIn>
  );
}

function MyPayments() {
  const { data, error, networkStatus, fetchMore, refetch } = useQuery(MyPaymentsQuery, {
    variables: { first: PAGE_SIZE },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    notifyOnNetworkStatusChange: true,
  });
  const shown = data?.myPayments.edges.length ?? 0;
  const firstOlder = useRef<number | null>(null);
  const list = useRef<HTMLUListElement>(null);

  // The last page removes the button: move the focus to the first payment that was added.
  useEffect(() => {
    if (firstOlder.current === null || shown <= firstOlder.current) return;
    (list.current?.children[firstOlder.current] as HTMLElement | undefined)?.focus();
    firstOlder.current = null;
  }, [shown]);

  const showOlder = () => {
    firstOlder.current = shown;
    fetchMore({
      variables: { after: data?.myPayments.pageInfo.endCursor ?? null },
      updateQuery: ({ myPayments: shownSoFar }, { fetchMoreResult: { myPayments: older } }) => ({
        myPayments: { ...older, edges: [...shownSoFar.edges, ...older.edges] },
      }),
    }).catch(() => {});
  };

  return (
    <Page title={words.title} lead={words.lead}>
      {error && <ProblemNotice problem={problemOf(error)} retry={() => void refetch().catch(() => {})} />}
      {!error && !data && <Skeleton className="payments" count={4} />}
      {data && shown === 0 && (
        <>
          <p>{words.none}</p>
          <Link href={paths.plans} className="action">
            {subscriptionTexts.choose}
          </Link>
        </>
      )}
      <ul className="payments" ref={list}>
        {data?.myPayments.edges.map(({ node }) => (
          <PaymentRow key={node.id} payment={node} receipts={[node.receipt, ...node.creditNotes]} />
        ))}
      </ul>
      {data?.myPayments.pageInfo.hasNextPage && (
        <button
          type="button"
          className="outline"
          aria-busy={networkStatus === NetworkStatus.fetchMore}
          onClick={showOlder}
        >
          {words.older}
        </button>
      )}
    </Page>
  );
}
