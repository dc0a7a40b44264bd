/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query Me {\n    me {\n      operator {\n        id\n        email\n        name\n        role\n        hasCode\n      }\n      permissions\n    }\n  }\n": typeof types.MeDocument,
    "\n  mutation SignOut {\n    signOut\n  }\n": typeof types.SignOutDocument,
    "\n  query Search($text: String!) {\n    search(text: $text) {\n      kind\n      id\n      paymentId\n      title\n    }\n  }\n": typeof types.SearchDocument,
    "\n  query Payments($filter: PaymentFilter, $sort: PaymentSort!, $after: String) {\n    payments(filter: $filter, sort: $sort, first: 25, after: $after) {\n      edges {\n        node {\n          id\n          status\n          amountPaisa\n          createdAt\n          paidAt\n          plan {\n            id\n            name\n          }\n          customer {\n            id\n            name\n            email\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      isExact\n    }\n  }\n": typeof types.PaymentsDocument,
    "\n  mutation AcceptInvitation($token: String!, $name: String!, $password: String!) {\n    acceptInvitation(token: $token, name: $name, password: $password)\n  }\n": typeof types.AcceptInvitationDocument,
    "\n  mutation ConfirmCode($code: String!) {\n    confirmCode(code: $code)\n  }\n": typeof types.ConfirmCodeDocument,
    "\n  mutation StartCodeSetup {\n    startCodeSetup {\n      secret\n      uri\n    }\n  }\n": typeof types.StartCodeSetupDocument,
    "\n  mutation CreateRecoveryCodes {\n    createRecoveryCodes\n  }\n": typeof types.CreateRecoveryCodesDocument,
    "\n  mutation SignIn($email: EmailAddress!, $password: String!) {\n    signIn(email: $email, password: $password)\n  }\n": typeof types.SignInDocument,
};
const documents: Documents = {
    "\n  query Me {\n    me {\n      operator {\n        id\n        email\n        name\n        role\n        hasCode\n      }\n      permissions\n    }\n  }\n": types.MeDocument,
    "\n  mutation SignOut {\n    signOut\n  }\n": types.SignOutDocument,
    "\n  query Search($text: String!) {\n    search(text: $text) {\n      kind\n      id\n      paymentId\n      title\n    }\n  }\n": types.SearchDocument,
    "\n  query Payments($filter: PaymentFilter, $sort: PaymentSort!, $after: String) {\n    payments(filter: $filter, sort: $sort, first: 25, after: $after) {\n      edges {\n        node {\n          id\n          status\n          amountPaisa\n          createdAt\n          paidAt\n          plan {\n            id\n            name\n          }\n          customer {\n            id\n            name\n            email\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      isExact\n    }\n  }\n": types.PaymentsDocument,
    "\n  mutation AcceptInvitation($token: String!, $name: String!, $password: String!) {\n    acceptInvitation(token: $token, name: $name, password: $password)\n  }\n": types.AcceptInvitationDocument,
    "\n  mutation ConfirmCode($code: String!) {\n    confirmCode(code: $code)\n  }\n": types.ConfirmCodeDocument,
    "\n  mutation StartCodeSetup {\n    startCodeSetup {\n      secret\n      uri\n    }\n  }\n": types.StartCodeSetupDocument,
    "\n  mutation CreateRecoveryCodes {\n    createRecoveryCodes\n  }\n": types.CreateRecoveryCodesDocument,
    "\n  mutation SignIn($email: EmailAddress!, $password: String!) {\n    signIn(email: $email, password: $password)\n  }\n": types.SignInDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Me {\n    me {\n      operator {\n        id\n        email\n        name\n        role\n        hasCode\n      }\n      permissions\n    }\n  }\n"): (typeof documents)["\n  query Me {\n    me {\n      operator {\n        id\n        email\n        name\n        role\n        hasCode\n      }\n      permissions\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignOut {\n    signOut\n  }\n"): (typeof documents)["\n  mutation SignOut {\n    signOut\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Search($text: String!) {\n    search(text: $text) {\n      kind\n      id\n      paymentId\n      title\n    }\n  }\n"): (typeof documents)["\n  query Search($text: String!) {\n    search(text: $text) {\n      kind\n      id\n      paymentId\n      title\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Payments($filter: PaymentFilter, $sort: PaymentSort!, $after: String) {\n    payments(filter: $filter, sort: $sort, first: 25, after: $after) {\n      edges {\n        node {\n          id\n          status\n          amountPaisa\n          createdAt\n          paidAt\n          plan {\n            id\n            name\n          }\n          customer {\n            id\n            name\n            email\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      isExact\n    }\n  }\n"): (typeof documents)["\n  query Payments($filter: PaymentFilter, $sort: PaymentSort!, $after: String) {\n    payments(filter: $filter, sort: $sort, first: 25, after: $after) {\n      edges {\n        node {\n          id\n          status\n          amountPaisa\n          createdAt\n          paidAt\n          plan {\n            id\n            name\n          }\n          customer {\n            id\n            name\n            email\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      isExact\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcceptInvitation($token: String!, $name: String!, $password: String!) {\n    acceptInvitation(token: $token, name: $name, password: $password)\n  }\n"): (typeof documents)["\n  mutation AcceptInvitation($token: String!, $name: String!, $password: String!) {\n    acceptInvitation(token: $token, name: $name, password: $password)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ConfirmCode($code: String!) {\n    confirmCode(code: $code)\n  }\n"): (typeof documents)["\n  mutation ConfirmCode($code: String!) {\n    confirmCode(code: $code)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StartCodeSetup {\n    startCodeSetup {\n      secret\n      uri\n    }\n  }\n"): (typeof documents)["\n  mutation StartCodeSetup {\n    startCodeSetup {\n      secret\n      uri\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateRecoveryCodes {\n    createRecoveryCodes\n  }\n"): (typeof documents)["\n  mutation CreateRecoveryCodes {\n    createRecoveryCodes\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignIn($email: EmailAddress!, $password: String!) {\n    signIn(email: $email, password: $password)\n  }\n"): (typeof documents)["\n  mutation SignIn($email: EmailAddress!, $password: String!) {\n    signIn(email: $email, password: $password)\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;