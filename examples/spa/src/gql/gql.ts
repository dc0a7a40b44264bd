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
    "\n  mutation SignUp($email: EmailAddress!, $password: String!, $name: String!) {\n    signUp(email: $email, password: $password, name: $name) {\n      token\n    }\n  }\n": typeof types.SignUpDocument,
    "\n  mutation SignIn($email: EmailAddress!, $password: String!) {\n    signIn(email: $email, password: $password) {\n      token\n    }\n  }\n": typeof types.SignInDocument,
    "\n  mutation SignOut {\n    signOut\n  }\n": typeof types.SignOutDocument,
    "\n  query Plans {\n    plans {\n      id\n      name\n      price\n      pricePaisa\n      durationDays\n    }\n  }\n": typeof types.PlansDocument,
    "\n  query MySubscription {\n    mySubscription {\n      isActive\n      endsAt\n      plan {\n        name\n      }\n    }\n  }\n": typeof types.MySubscriptionDocument,
    "\n  mutation Pay($planId: ID!, $key: ID!, $pricePaisa: Int!, $returnUrl: URL!) {\n    initiatePayment(planId: $planId, idempotencyKey: $key, expectedPricePaisa: $pricePaisa, returnUrl: $returnUrl) {\n      paymentUrl\n    }\n  }\n": typeof types.PayDocument,
    "\n  mutation Verify($pidx: ID!) {\n    verifyPayment(pidx: $pidx) {\n      status\n      message\n      subscription {\n        endsAt\n      }\n    }\n  }\n": typeof types.VerifyDocument,
    "\n  subscription PaymentUpdated($pidx: ID!) {\n    paymentUpdated(pidx: $pidx) {\n      status\n      message\n      subscription {\n        endsAt\n      }\n    }\n  }\n": typeof types.PaymentUpdatedDocument,
};
const documents: Documents = {
    "\n  mutation SignUp($email: EmailAddress!, $password: String!, $name: String!) {\n    signUp(email: $email, password: $password, name: $name) {\n      token\n    }\n  }\n": types.SignUpDocument,
    "\n  mutation SignIn($email: EmailAddress!, $password: String!) {\n    signIn(email: $email, password: $password) {\n      token\n    }\n  }\n": types.SignInDocument,
    "\n  mutation SignOut {\n    signOut\n  }\n": types.SignOutDocument,
    "\n  query Plans {\n    plans {\n      id\n      name\n      price\n      pricePaisa\n      durationDays\n    }\n  }\n": types.PlansDocument,
    "\n  query MySubscription {\n    mySubscription {\n      isActive\n      endsAt\n      plan {\n        name\n      }\n    }\n  }\n": types.MySubscriptionDocument,
    "\n  mutation Pay($planId: ID!, $key: ID!, $pricePaisa: Int!, $returnUrl: URL!) {\n    initiatePayment(planId: $planId, idempotencyKey: $key, expectedPricePaisa: $pricePaisa, returnUrl: $returnUrl) {\n      paymentUrl\n    }\n  }\n": types.PayDocument,
    "\n  mutation Verify($pidx: ID!) {\n    verifyPayment(pidx: $pidx) {\n      status\n      message\n      subscription {\n        endsAt\n      }\n    }\n  }\n": types.VerifyDocument,
    "\n  subscription PaymentUpdated($pidx: ID!) {\n    paymentUpdated(pidx: $pidx) {\n      status\n      message\n      subscription {\n        endsAt\n      }\n    }\n  }\n": types.PaymentUpdatedDocument,
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
export function graphql(source: "\n  mutation SignUp($email: EmailAddress!, $password: String!, $name: String!) {\n    signUp(email: $email, password: $password, name: $name) {\n      token\n    }\n  }\n"): (typeof documents)["\n  mutation SignUp($email: EmailAddress!, $password: String!, $name: String!) {\n    signUp(email: $email, password: $password, name: $name) {\n      token\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignIn($email: EmailAddress!, $password: String!) {\n    signIn(email: $email, password: $password) {\n      token\n    }\n  }\n"): (typeof documents)["\n  mutation SignIn($email: EmailAddress!, $password: String!) {\n    signIn(email: $email, password: $password) {\n      token\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignOut {\n    signOut\n  }\n"): (typeof documents)["\n  mutation SignOut {\n    signOut\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Plans {\n    plans {\n      id\n      name\n      price\n      pricePaisa\n      durationDays\n    }\n  }\n"): (typeof documents)["\n  query Plans {\n    plans {\n      id\n      name\n      price\n      pricePaisa\n      durationDays\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MySubscription {\n    mySubscription {\n      isActive\n      endsAt\n      plan {\n        name\n      }\n    }\n  }\n"): (typeof documents)["\n  query MySubscription {\n    mySubscription {\n      isActive\n      endsAt\n      plan {\n        name\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Pay($planId: ID!, $key: ID!, $pricePaisa: Int!, $returnUrl: URL!) {\n    initiatePayment(planId: $planId, idempotencyKey: $key, expectedPricePaisa: $pricePaisa, returnUrl: $returnUrl) {\n      paymentUrl\n    }\n  }\n"): (typeof documents)["\n  mutation Pay($planId: ID!, $key: ID!, $pricePaisa: Int!, $returnUrl: URL!) {\n    initiatePayment(planId: $planId, idempotencyKey: $key, expectedPricePaisa: $pricePaisa, returnUrl: $returnUrl) {\n      paymentUrl\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Verify($pidx: ID!) {\n    verifyPayment(pidx: $pidx) {\n      status\n      message\n      subscription {\n        endsAt\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation Verify($pidx: ID!) {\n    verifyPayment(pidx: $pidx) {\n      status\n      message\n      subscription {\n        endsAt\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription PaymentUpdated($pidx: ID!) {\n    paymentUpdated(pidx: $pidx) {\n      status\n      message\n      subscription {\n        endsAt\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription PaymentUpdated($pidx: ID!) {\n    paymentUpdated(pidx: $pidx) {\n      status\n      message\n      subscription {\n        endsAt\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;