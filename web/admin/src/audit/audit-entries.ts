import { type AuditEntriesQuery as AuditData } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

export const AuditEntriesQuery = graphql(`
  query AuditEntries($filter: AuditFilter, $after: String) {
    auditEntries(filter: $filter, first: 25, after: $after) {
      edges {
        node {
          id
          at
          action
          actorKind
          actorId
          actor {
            id
            name
          }
          outcome
          code
          targetKind
          targetId
          reason
          before
          after
          requestId
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
      isExact
    }
  }
`);

export type AuditEntry = AuditData['auditEntries']['edges'][number]['node'];
