import { type ConnectionsQuery as ConnectionsData } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

export const ConnectionsQuery = graphql(`
  query Connections {
    apiKeys {
      id
      name
      prefix
      scopes
      expiresAt
      lastUsedAt
      revokedAt
    }
    webhookEndpoints {
      id
      url
      description
      eventTypes
      disabledAt
      disabledBy
      failingSince
      updatedAt
    }
    webhookEventTypes
    webhookDeliveries(first: 20) {
      edges {
        node {
          id
          endpointId
          eventType
          status
          attemptCount
          attempts {
            error
          }
          nextAttemptAt
          createdAt
        }
      }
    }
  }
`);

export const refetched = { refetchQueries: ['Connections'], awaitRefetchQueries: true };

export type ApiKey = ConnectionsData['apiKeys'][number];
export type Endpoint = ConnectionsData['webhookEndpoints'][number];
export type Delivery = ConnectionsData['webhookDeliveries']['edges'][number]['node'];
