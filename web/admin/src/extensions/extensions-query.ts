import { type ExtensionsQuery as ExtensionsData } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

export type Extension = ExtensionsData['extensions'][number];

graphql(`
  fragment WholeExtension on ExtensionRecord {
    id
    days
    reason
    createdAt
    audienceAt
    customers
    givenTo
    revokedFrom
    completedAt
    undoneAt
    plan {
      id
      name
    }
  }
`);

export const ExtensionsQuery = graphql(`
  query Extensions {
    extensions(first: 100) {
      ...WholeExtension
    }
  }
`);
