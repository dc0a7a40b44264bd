import { graphql } from '../gql/index.ts';

export const MeQuery = graphql(`
  query Me {
    me {
      operator {
        id
        email
        name
        role
        hasCode
      }
      permissions
    }
  }
`);
