/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** The role of an operator. It decides which permissions the operator has. */
export type OperatorRole =
  /** Money: refunds, reviews, figures, exports and the audit. */
  | 'FINANCE'
  /** Everything, including operators, plans, erasure and free days for everybody. */
  | 'OWNER'
  /** Customers: free days, blocking, sessions, messages. */
  | 'SUPPORT'
  /** Reads only. */
  | 'VIEWER';

/** Which payments a list has. What is left out, null or empty does not count. */
export type PaymentFilter = {
  /** The least amount, in paisa. */
  amountFromPaisa?: number | null | undefined;
  /** The highest amount, in paisa. */
  amountToPaisa?: number | null | undefined;
  /** Of this customer. */
  customerId?: string | number | null | undefined;
  /** Opened at this instant or later. */
  openedFrom?: string | null | undefined;
  /** Opened before this instant. */
  openedTo?: string | null | undefined;
  /** Paid at this instant or later. */
  paidFrom?: string | null | undefined;
  /** Paid before this instant. */
  paidTo?: string | null | undefined;
  /** For one of these plans. At most 100. */
  planIds?: Array<string | number> | null | undefined;
  /** One of these statuses. */
  statuses?: Array<PaymentStatus> | null | undefined;
  /** The beginning of the customer's e-mail address. At most 200. */
  text?: string | null | undefined;
};

/** The order of payments. */
export type PaymentSort =
  /** The highest amount first. */
  | 'AMOUNT_HIGHEST'
  /** The lowest amount first. */
  | 'AMOUNT_LOWEST'
  /** Opened last, first. */
  | 'NEWEST'
  /** Opened first, first. */
  | 'OLDEST'
  /** Payments that were not paid, then those paid first. */
  | 'PAID_FIRST'
  /** Paid last, first; payments that were not paid come last. */
  | 'PAID_LAST';

/** The status of a payment. Only `COMPLETED` grants access. */
export type PaymentStatus =
  /** Cancelled on Khalti's page. If money still arrives, the payment is completed. */
  | 'CANCELED'
  /** Paid, and confirmed by Khalti. The days of access are granted. */
  | 'COMPLETED'
  /** Saved here. Khalti has not given a payment page yet. */
  | 'CREATED'
  /** Not paid in time. If money still arrives, the payment is completed. */
  | 'EXPIRED'
  /** Khalti refused to open this payment. Initiate another payment. */
  | 'FAILED'
  /** Waiting for the customer to pay at `paymentUrl`. */
  | 'INITIATED'
  /** What Khalti reports does not match this payment, or cannot be read. An operator decides. */
  | 'NEEDS_REVIEW'
  /** Partly refunded. The access stays as it was. */
  | 'PARTIALLY_REFUNDED'
  /** Khalti is processing the payment, which may take long, or has given an answer that cannot be read. Query it again later. */
  | 'PENDING'
  /** Refunded in full. The access that it granted has ended. */
  | 'REFUNDED';

/** One thing that an operator may do. */
export type Permission =
  | 'ADOPT_PAYMENT'
  | 'ASK_KHALTI'
  | 'BLOCK_CUSTOMER'
  | 'EDIT_PLANS'
  | 'END_SESSIONS'
  | 'ERASE_CUSTOMER'
  | 'EXPORT'
  | 'EXPORT_CUSTOMERS'
  | 'EXTEND_EVERYBODY'
  | 'GRANT_DAYS'
  | 'MANAGE_OPERATORS'
  | 'READ'
  | 'READ_AUDIT'
  | 'REFUND'
  | 'RESEND_MESSAGE'
  | 'REVOKE_PERIOD'
  | 'SETTLE_REFUND'
  | 'SETTLE_REVIEW';

/** What was found. */
export type SearchHitKind =
  /** Read it with `customer`. */
  | 'CUSTOMER'
  /** Read it with `payment`. */
  | 'PAYMENT'
  /** Part of a payment: read it with `payment` and `paymentId`. */
  | 'REFUND';

/** What an operator must do next to sign in. */
export type SignInStep =
  /** Call `confirmCode` within ten minutes. Nothing else is possible before. */
  | 'CODE_REQUIRED'
  /** Call `startCodeSetup`, then `confirmCode`, within ten minutes. Nothing else is possible before. */
  | 'CODE_SETUP_REQUIRED'
  /** Nothing. The cookie has a session. */
  | 'SIGNED_IN';

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { me: { permissions: Array<Permission>, operator: { id: string, email: string, name: string, role: OperatorRole, hasCode: boolean } } | null };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { signOut: boolean };

export type SearchQueryVariables = Exact<{
  text: string;
}>;


export type SearchQuery = { search: Array<{ kind: SearchHitKind, id: string, paymentId: string | null, title: string }> };

export type PaymentsQueryVariables = Exact<{
  filter?: PaymentFilter | null | undefined;
  sort: PaymentSort;
  after?: string | null | undefined;
}>;


export type PaymentsQuery = { payments: { totalCount: number, isExact: boolean, edges: Array<{ node: { id: string, status: PaymentStatus, amountPaisa: number, createdAt: string, paidAt: string | null, plan: { id: string, name: string }, customer: { id: string, name: string, email: string | null } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AcceptInvitationMutationVariables = Exact<{
  token: string;
  name: string;
  password: string;
}>;


export type AcceptInvitationMutation = { acceptInvitation: SignInStep };

export type ConfirmCodeMutationVariables = Exact<{
  code: string;
}>;


export type ConfirmCodeMutation = { confirmCode: SignInStep };

export type StartCodeSetupMutationVariables = Exact<{ [key: string]: never; }>;


export type StartCodeSetupMutation = { startCodeSetup: { secret: string, uri: string } };

export type CreateRecoveryCodesMutationVariables = Exact<{ [key: string]: never; }>;


export type CreateRecoveryCodesMutation = { createRecoveryCodes: Array<string> };

export type SignInMutationVariables = Exact<{
  email: string;
  password: string;
}>;


export type SignInMutation = { signIn: SignInStep };


export const MeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operator"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"hasCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"permissions"}}]}}]}}]} as unknown as DocumentNode<MeQuery, MeQueryVariables>;
export const SignOutDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SignOut"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signOut"}}]}}]} as unknown as DocumentNode<SignOutMutation, SignOutMutationVariables>;
export const SearchDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Search"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"text"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"search"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"text"},"value":{"kind":"Variable","name":{"kind":"Name","value":"text"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"paymentId"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}}]}}]} as unknown as DocumentNode<SearchQuery, SearchQueryVariables>;
export const PaymentsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Payments"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"sort"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentSort"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"sort"},"value":{"kind":"Variable","name":{"kind":"Name","value":"sort"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"25"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"amountPaisa"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"paidAt"}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"isExact"}}]}}]}}]} as unknown as DocumentNode<PaymentsQuery, PaymentsQueryVariables>;
export const AcceptInvitationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AcceptInvitation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"token"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"password"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"acceptInvitation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"token"},"value":{"kind":"Variable","name":{"kind":"Name","value":"token"}}},{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}},{"kind":"Argument","name":{"kind":"Name","value":"password"},"value":{"kind":"Variable","name":{"kind":"Name","value":"password"}}}]}]}}]} as unknown as DocumentNode<AcceptInvitationMutation, AcceptInvitationMutationVariables>;
export const ConfirmCodeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConfirmCode"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"code"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"confirmCode"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"code"},"value":{"kind":"Variable","name":{"kind":"Name","value":"code"}}}]}]}}]} as unknown as DocumentNode<ConfirmCodeMutation, ConfirmCodeMutationVariables>;
export const StartCodeSetupDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartCodeSetup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startCodeSetup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"uri"}}]}}]}}]} as unknown as DocumentNode<StartCodeSetupMutation, StartCodeSetupMutationVariables>;
export const CreateRecoveryCodesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateRecoveryCodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createRecoveryCodes"}}]}}]} as unknown as DocumentNode<CreateRecoveryCodesMutation, CreateRecoveryCodesMutationVariables>;
export const SignInDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SignIn"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"email"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EmailAddress"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"password"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signIn"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"email"},"value":{"kind":"Variable","name":{"kind":"Name","value":"email"}}},{"kind":"Argument","name":{"kind":"Name","value":"password"},"value":{"kind":"Variable","name":{"kind":"Name","value":"password"}}}]}]}}]} as unknown as DocumentNode<SignInMutation, SignInMutationVariables>;