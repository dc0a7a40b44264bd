import { useQuery } from '@apollo/client/react';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { PermittedPage } from '../app/permitted.tsx';
import { problemOf } from '../app/problem-of.ts';
import { ApiKeys } from './api-keys.tsx';
import { ConnectionsQuery } from './connection.ts';
import { Deliveries } from './deliveries.tsx';
import { Endpoints } from './endpoints.tsx';

/** Other programs: those that ask this server, and those that it tells what happens. */
export function ConnectionsPage() {
  return (
    <PermittedPage title="Connections" permission="MANAGE_WEBHOOKS">
      <Connections />
    </PermittedPage>
  );
}

function Connections() {
  const { data, error, refetch } = useQuery(ConnectionsQuery, { fetchPolicy: 'cache-and-network' });
  if (error) return <ProblemNotice problem={problemOf(error)} retry={() => void refetch().catch(() => {})} />;
  if (!data) return <Skeleton className="rows" count={4} />;
  const { apiKeys, webhookEndpoints, webhookEventTypes, webhookDeliveries } = data;
  return (
    <>
      <ApiKeys apiKeys={apiKeys} />
      <Endpoints endpoints={webhookEndpoints} eventTypes={webhookEventTypes} refresh={refetch} />
      <Deliveries deliveries={webhookDeliveries.edges.map(({ node }) => node)} endpoints={webhookEndpoints} />
    </>
  );
}
