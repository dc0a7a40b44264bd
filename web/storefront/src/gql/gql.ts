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
    "\n  subscription PaymentUpdated($pidx: ID!) {\n    paymentUpdated(pidx: $pidx) {\n      status\n    }\n  }\n": typeof types.PaymentUpdatedDocument,
    "\n  mutation InitiatePayment(\n    $planId: ID!\n    $idempotencyKey: ID!\n    $expectedPricePaisa: Int!\n    $startNow: Boolean!\n    $despitePending: Boolean!\n  ) {\n    initiatePayment(\n      planId: $planId\n      idempotencyKey: $idempotencyKey\n      expectedPricePaisa: $expectedPricePaisa\n      startNow: $startNow\n      despitePending: $despitePending\n    ) {\n      ...PaymentFields\n    }\n  }\n": typeof types.InitiatePaymentDocument,
    "\n  fragment PaymentFields on Payment {\n    id\n    status\n    amount\n    amountPaisa\n    planName\n    durationDays\n    startsNow\n    pidx\n    paymentUrl\n    expiresAt\n    transactionId\n    createdAt\n    plan {\n      ...PlanFields\n    }\n    subscription {\n      ...SubscriptionFields\n    }\n  }\n": typeof types.PaymentFieldsFragmentDoc,
    "\n  fragment OpenPaymentFields on Payment {\n    id\n    status\n    amount\n    amountPaisa\n    planName\n    startsNow\n    pidx\n    paymentUrl\n    createdAt\n    plan {\n      id\n      code\n    }\n  }\n": typeof types.OpenPaymentFieldsFragmentDoc,
    "\n  query MyPayments($first: Int!, $after: String) {\n    myPayments(first: $first, after: $after) {\n      edges {\n        node {\n          ...PaymentFields\n          receipt {\n            number\n            url\n          }\n          creditNotes {\n            number\n            url\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.MyPaymentsDocument,
    "\n  query Purchase($planId: ID!) {\n    planChange(planId: $planId) {\n      plan {\n        ...PlanFields\n      }\n      pricePaisa\n      toPayPaisa\n      isNowPossible\n      obstacle\n      exchanged {\n        period {\n          ...PeriodFields\n        }\n        worthPaisa\n        valuePaisa\n      }\n    }\n    mySubscription {\n      ...SubscriptionFields\n      periods {\n        ...PeriodFields\n      }\n    }\n    myOpenPayments {\n      ...OpenPaymentFields\n    }\n  }\n": typeof types.PurchaseDocument,
    "\n  query Receipt($pidx: ID!) {\n    payment(pidx: $pidx) {\n      id\n      receipt {\n        number\n        url\n      }\n    }\n  }\n": typeof types.ReceiptDocument,
    "\n  mutation VerifyPayment($pidx: ID!) {\n    verifyPayment(pidx: $pidx) {\n      ...PaymentFields\n      period {\n        id\n        startsAt\n        endsAt\n      }\n      receipt {\n        number\n        url\n      }\n      creditNotes {\n        number\n        url\n      }\n    }\n  }\n": typeof types.VerifyPaymentDocument,
    "\n  fragment PlanFields on Plan {\n    id\n    code\n    name\n    description\n    price\n    pricePaisa\n    durationDays\n    trialDays\n  }\n": typeof types.PlanFieldsFragmentDoc,
    "\n  query Plans {\n    plans {\n      ...PlanFields\n    }\n  }\n": typeof types.PlansDocument,
    "\n  fragment SubscriptionFields on Subscription {\n    startsAt\n    endsAt\n    isActive\n    daysLeft\n    plan {\n      ...PlanFields\n    }\n  }\n": typeof types.SubscriptionFieldsFragmentDoc,
    "\n  fragment PeriodFields on Period {\n    id\n    startsAt\n    endsAt\n    source\n    plan {\n      id\n      name\n    }\n  }\n": typeof types.PeriodFieldsFragmentDoc,
    "\n  query MySubscription {\n    mySubscription {\n      ...SubscriptionFields\n      periods {\n        ...PeriodFields\n      }\n    }\n    myOpenPayments {\n      ...OpenPaymentFields\n    }\n  }\n": typeof types.MySubscriptionDocument,
    "\n  query Timeline {\n    mySubscription {\n      ...SubscriptionFields\n      periods {\n        ...PeriodFields\n        payment {\n          id\n          pidx\n          status\n        }\n      }\n    }\n    myOpenPayments {\n      ...OpenPaymentFields\n    }\n    myPayments(first: 20) {\n      edges {\n        node {\n          id\n          pidx\n          status\n          amount\n          planName\n        }\n      }\n    }\n  }\n": typeof types.TimelineDocument,
    "\n  query Trial {\n    plans {\n      ...PlanFields\n    }\n    mySubscription {\n      ...SubscriptionFields\n      periods {\n        ...PeriodFields\n      }\n    }\n  }\n": typeof types.TrialDocument,
    "\n  mutation StartTrial($planId: ID!) {\n    startTrial(planId: $planId) {\n      endsAt\n    }\n  }\n": typeof types.StartTrialDocument,
    "\n  mutation SignOut {\n    signOut\n  }\n": typeof types.SignOutDocument,
    "\n  mutation ConfirmEmail($token: String!) {\n    confirmEmail(token: $token)\n  }\n": typeof types.ConfirmEmailDocument,
    "\n  fragment CustomerFields on User {\n    id\n    name\n    email\n    newEmail\n    isEmailConfirmed\n  }\n": typeof types.CustomerFieldsFragmentDoc,
    "\n  query Me {\n    me {\n      ...CustomerFields\n    }\n  }\n": typeof types.MeDocument,
    "\n  mutation DeleteAccount($password: String!) {\n    deleteAccount(password: $password)\n  }\n": typeof types.DeleteAccountDocument,
    "\n  mutation ChangeEmail($newEmail: EmailAddress!, $password: String!) {\n    changeEmail(newEmail: $newEmail, password: $password) {\n      ...CustomerFields\n    }\n  }\n": typeof types.ChangeEmailDocument,
    "\n  mutation RequestPasswordReset($email: EmailAddress!) {\n    requestPasswordReset(email: $email)\n  }\n": typeof types.RequestPasswordResetDocument,
    "\n  query ExportMyData {\n    exportMyData\n  }\n": typeof types.ExportMyDataDocument,
    "\n  query MySessions {\n    mySessions {\n      id\n      device\n      startedAt\n      renewedAt\n      isCurrent\n    }\n  }\n": typeof types.MySessionsDocument,
    "\n  mutation SignOutSession($id: ID!) {\n    signOutSession(id: $id)\n  }\n": typeof types.SignOutSessionDocument,
    "\n  mutation ChangePassword($currentPassword: String!, $newPassword: String!) {\n    changePassword(currentPassword: $currentPassword, newPassword: $newPassword) {\n      expiresAt\n    }\n  }\n": typeof types.ChangePasswordDocument,
    "\n  mutation CancelEmailChange {\n    cancelEmailChange {\n      ...CustomerFields\n    }\n  }\n": typeof types.CancelEmailChangeDocument,
    "\n  mutation UpdateProfile($name: String!) {\n    updateProfile(name: $name) {\n      ...CustomerFields\n    }\n  }\n": typeof types.UpdateProfileDocument,
    "\n  mutation ResendEmailConfirmation {\n    resendEmailConfirmation\n  }\n": typeof types.ResendEmailConfirmationDocument,
    "\n  mutation ResetPassword($token: String!, $password: String!) {\n    resetPassword(token: $token, password: $password) {\n      user {\n        language\n        ...CustomerFields\n      }\n    }\n  }\n": typeof types.ResetPasswordDocument,
    "\n  mutation SignIn($email: EmailAddress!, $password: String!) {\n    signIn(email: $email, password: $password) {\n      user {\n        language\n        ...CustomerFields\n      }\n    }\n  }\n": typeof types.SignInDocument,
    "\n  mutation SignOutEverywhere {\n    signOutEverywhere\n  }\n": typeof types.SignOutEverywhereDocument,
    "\n  mutation SignUp($email: EmailAddress!, $password: String!, $name: String!) {\n    signUp(email: $email, password: $password, name: $name) {\n      user {\n        ...CustomerFields\n      }\n    }\n  }\n": typeof types.SignUpDocument,
    "\n  mutation ChooseLanguage($language: Language!) {\n    chooseLanguage(language: $language) {\n      id\n      language\n    }\n  }\n": typeof types.ChooseLanguageDocument,
};
const documents: Documents = {
    "\n  subscription PaymentUpdated($pidx: ID!) {\n    paymentUpdated(pidx: $pidx) {\n      status\n    }\n  }\n": types.PaymentUpdatedDocument,
    "\n  mutation InitiatePayment(\n    $planId: ID!\n    $idempotencyKey: ID!\n    $expectedPricePaisa: Int!\n    $startNow: Boolean!\n    $despitePending: Boolean!\n  ) {\n    initiatePayment(\n      planId: $planId\n      idempotencyKey: $idempotencyKey\n      expectedPricePaisa: $expectedPricePaisa\n      startNow: $startNow\n      despitePending: $despitePending\n    ) {\n      ...PaymentFields\n    }\n  }\n": types.InitiatePaymentDocument,
    "\n  fragment PaymentFields on Payment {\n    id\n    status\n    amount\n    amountPaisa\n    planName\n    durationDays\n    startsNow\n    pidx\n    paymentUrl\n    expiresAt\n    transactionId\n    createdAt\n    plan {\n      ...PlanFields\n    }\n    subscription {\n      ...SubscriptionFields\n    }\n  }\n": types.PaymentFieldsFragmentDoc,
    "\n  fragment OpenPaymentFields on Payment {\n    id\n    status\n    amount\n    amountPaisa\n    planName\n    startsNow\n    pidx\n    paymentUrl\n    createdAt\n    plan {\n      id\n      code\n    }\n  }\n": types.OpenPaymentFieldsFragmentDoc,
    "\n  query MyPayments($first: Int!, $after: String) {\n    myPayments(first: $first, after: $after) {\n      edges {\n        node {\n          ...PaymentFields\n          receipt {\n            number\n            url\n          }\n          creditNotes {\n            number\n            url\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.MyPaymentsDocument,
    "\n  query Purchase($planId: ID!) {\n    planChange(planId: $planId) {\n      plan {\n        ...PlanFields\n      }\n      pricePaisa\n      toPayPaisa\n      isNowPossible\n      obstacle\n      exchanged {\n        period {\n          ...PeriodFields\n        }\n        worthPaisa\n        valuePaisa\n      }\n    }\n    mySubscription {\n      ...SubscriptionFields\n      periods {\n        ...PeriodFields\n      }\n    }\n    myOpenPayments {\n      ...OpenPaymentFields\n    }\n  }\n": types.PurchaseDocument,
    "\n  query Receipt($pidx: ID!) {\n    payment(pidx: $pidx) {\n      id\n      receipt {\n        number\n        url\n      }\n    }\n  }\n": types.ReceiptDocument,
    "\n  mutation VerifyPayment($pidx: ID!) {\n    verifyPayment(pidx: $pidx) {\n      ...PaymentFields\n      period {\n        id\n        startsAt\n        endsAt\n      }\n      receipt {\n        number\n        url\n      }\n      creditNotes {\n        number\n        url\n      }\n    }\n  }\n": types.VerifyPaymentDocument,
    "\n  fragment PlanFields on Plan {\n    id\n    code\n    name\n    description\n    price\n    pricePaisa\n    durationDays\n    trialDays\n  }\n": types.PlanFieldsFragmentDoc,
    "\n  query Plans {\n    plans {\n      ...PlanFields\n    }\n  }\n": types.PlansDocument,
    "\n  fragment SubscriptionFields on Subscription {\n    startsAt\n    endsAt\n    isActive\n    daysLeft\n    plan {\n      ...PlanFields\n    }\n  }\n": types.SubscriptionFieldsFragmentDoc,
    "\n  fragment PeriodFields on Period {\n    id\n    startsAt\n    endsAt\n    source\n    plan {\n      id\n      name\n    }\n  }\n": types.PeriodFieldsFragmentDoc,
    "\n  query MySubscription {\n    mySubscription {\n      ...SubscriptionFields\n      periods {\n        ...PeriodFields\n      }\n    }\n    myOpenPayments {\n      ...OpenPaymentFields\n    }\n  }\n": types.MySubscriptionDocument,
    "\n  query Timeline {\n    mySubscription {\n      ...SubscriptionFields\n      periods {\n        ...PeriodFields\n        payment {\n          id\n          pidx\n          status\n        }\n      }\n    }\n    myOpenPayments {\n      ...OpenPaymentFields\n    }\n    myPayments(first: 20) {\n      edges {\n        node {\n          id\n          pidx\n          status\n          amount\n          planName\n        }\n      }\n    }\n  }\n": types.TimelineDocument,
    "\n  query Trial {\n    plans {\n      ...PlanFields\n    }\n    mySubscription {\n      ...SubscriptionFields\n      periods {\n        ...PeriodFields\n      }\n    }\n  }\n": types.TrialDocument,
    "\n  mutation StartTrial($planId: ID!) {\n    startTrial(planId: $planId) {\n      endsAt\n    }\n  }\n": types.StartTrialDocument,
    "\n  mutation SignOut {\n    signOut\n  }\n": types.SignOutDocument,
    "\n  mutation ConfirmEmail($token: String!) {\n    confirmEmail(token: $token)\n  }\n": types.ConfirmEmailDocument,
    "\n  fragment CustomerFields on User {\n    id\n    name\n    email\n    newEmail\n    isEmailConfirmed\n  }\n": types.CustomerFieldsFragmentDoc,
    "\n  query Me {\n    me {\n      ...CustomerFields\n    }\n  }\n": types.MeDocument,
    "\n  mutation DeleteAccount($password: String!) {\n    deleteAccount(password: $password)\n  }\n": types.DeleteAccountDocument,
    "\n  mutation ChangeEmail($newEmail: EmailAddress!, $password: String!) {\n    changeEmail(newEmail: $newEmail, password: $password) {\n      ...CustomerFields\n    }\n  }\n": types.ChangeEmailDocument,
    "\n  mutation RequestPasswordReset($email: EmailAddress!) {\n    requestPasswordReset(email: $email)\n  }\n": types.RequestPasswordResetDocument,
    "\n  query ExportMyData {\n    exportMyData\n  }\n": types.ExportMyDataDocument,
    "\n  query MySessions {\n    mySessions {\n      id\n      device\n      startedAt\n      renewedAt\n      isCurrent\n    }\n  }\n": types.MySessionsDocument,
    "\n  mutation SignOutSession($id: ID!) {\n    signOutSession(id: $id)\n  }\n": types.SignOutSessionDocument,
    "\n  mutation ChangePassword($currentPassword: String!, $newPassword: String!) {\n    changePassword(currentPassword: $currentPassword, newPassword: $newPassword) {\n      expiresAt\n    }\n  }\n": types.ChangePasswordDocument,
    "\n  mutation CancelEmailChange {\n    cancelEmailChange {\n      ...CustomerFields\n    }\n  }\n": types.CancelEmailChangeDocument,
    "\n  mutation UpdateProfile($name: String!) {\n    updateProfile(name: $name) {\n      ...CustomerFields\n    }\n  }\n": types.UpdateProfileDocument,
    "\n  mutation ResendEmailConfirmation {\n    resendEmailConfirmation\n  }\n": types.ResendEmailConfirmationDocument,
    "\n  mutation ResetPassword($token: String!, $password: String!) {\n    resetPassword(token: $token, password: $password) {\n      user {\n        language\n        ...CustomerFields\n      }\n    }\n  }\n": types.ResetPasswordDocument,
    "\n  mutation SignIn($email: EmailAddress!, $password: String!) {\n    signIn(email: $email, password: $password) {\n      user {\n        language\n        ...CustomerFields\n      }\n    }\n  }\n": types.SignInDocument,
    "\n  mutation SignOutEverywhere {\n    signOutEverywhere\n  }\n": types.SignOutEverywhereDocument,
    "\n  mutation SignUp($email: EmailAddress!, $password: String!, $name: String!) {\n    signUp(email: $email, password: $password, name: $name) {\n      user {\n        ...CustomerFields\n      }\n    }\n  }\n": types.SignUpDocument,
    "\n  mutation ChooseLanguage($language: Language!) {\n    chooseLanguage(language: $language) {\n      id\n      language\n    }\n  }\n": types.ChooseLanguageDocument,
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
export function graphql(source: "\n  subscription PaymentUpdated($pidx: ID!) {\n    paymentUpdated(pidx: $pidx) {\n      status\n    }\n  }\n"): (typeof documents)["\n  subscription PaymentUpdated($pidx: ID!) {\n    paymentUpdated(pidx: $pidx) {\n      status\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InitiatePayment(\n    $planId: ID!\n    $idempotencyKey: ID!\n    $expectedPricePaisa: Int!\n    $startNow: Boolean!\n    $despitePending: Boolean!\n  ) {\n    initiatePayment(\n      planId: $planId\n      idempotencyKey: $idempotencyKey\n      expectedPricePaisa: $expectedPricePaisa\n      startNow: $startNow\n      despitePending: $despitePending\n    ) {\n      ...PaymentFields\n    }\n  }\n"): (typeof documents)["\n  mutation InitiatePayment(\n    $planId: ID!\n    $idempotencyKey: ID!\n    $expectedPricePaisa: Int!\n    $startNow: Boolean!\n    $despitePending: Boolean!\n  ) {\n    initiatePayment(\n      planId: $planId\n      idempotencyKey: $idempotencyKey\n      expectedPricePaisa: $expectedPricePaisa\n      startNow: $startNow\n      despitePending: $despitePending\n    ) {\n      ...PaymentFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PaymentFields on Payment {\n    id\n    status\n    amount\n    amountPaisa\n    planName\n    durationDays\n    startsNow\n    pidx\n    paymentUrl\n    expiresAt\n    transactionId\n    createdAt\n    plan {\n      ...PlanFields\n    }\n    subscription {\n      ...SubscriptionFields\n    }\n  }\n"): (typeof documents)["\n  fragment PaymentFields on Payment {\n    id\n    status\n    amount\n    amountPaisa\n    planName\n    durationDays\n    startsNow\n    pidx\n    paymentUrl\n    expiresAt\n    transactionId\n    createdAt\n    plan {\n      ...PlanFields\n    }\n    subscription {\n      ...SubscriptionFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment OpenPaymentFields on Payment {\n    id\n    status\n    amount\n    amountPaisa\n    planName\n    startsNow\n    pidx\n    paymentUrl\n    createdAt\n    plan {\n      id\n      code\n    }\n  }\n"): (typeof documents)["\n  fragment OpenPaymentFields on Payment {\n    id\n    status\n    amount\n    amountPaisa\n    planName\n    startsNow\n    pidx\n    paymentUrl\n    createdAt\n    plan {\n      id\n      code\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MyPayments($first: Int!, $after: String) {\n    myPayments(first: $first, after: $after) {\n      edges {\n        node {\n          ...PaymentFields\n          receipt {\n            number\n            url\n          }\n          creditNotes {\n            number\n            url\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query MyPayments($first: Int!, $after: String) {\n    myPayments(first: $first, after: $after) {\n      edges {\n        node {\n          ...PaymentFields\n          receipt {\n            number\n            url\n          }\n          creditNotes {\n            number\n            url\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Purchase($planId: ID!) {\n    planChange(planId: $planId) {\n      plan {\n        ...PlanFields\n      }\n      pricePaisa\n      toPayPaisa\n      isNowPossible\n      obstacle\n      exchanged {\n        period {\n          ...PeriodFields\n        }\n        worthPaisa\n        valuePaisa\n      }\n    }\n    mySubscription {\n      ...SubscriptionFields\n      periods {\n        ...PeriodFields\n      }\n    }\n    myOpenPayments {\n      ...OpenPaymentFields\n    }\n  }\n"): (typeof documents)["\n  query Purchase($planId: ID!) {\n    planChange(planId: $planId) {\n      plan {\n        ...PlanFields\n      }\n      pricePaisa\n      toPayPaisa\n      isNowPossible\n      obstacle\n      exchanged {\n        period {\n          ...PeriodFields\n        }\n        worthPaisa\n        valuePaisa\n      }\n    }\n    mySubscription {\n      ...SubscriptionFields\n      periods {\n        ...PeriodFields\n      }\n    }\n    myOpenPayments {\n      ...OpenPaymentFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Receipt($pidx: ID!) {\n    payment(pidx: $pidx) {\n      id\n      receipt {\n        number\n        url\n      }\n    }\n  }\n"): (typeof documents)["\n  query Receipt($pidx: ID!) {\n    payment(pidx: $pidx) {\n      id\n      receipt {\n        number\n        url\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation VerifyPayment($pidx: ID!) {\n    verifyPayment(pidx: $pidx) {\n      ...PaymentFields\n      period {\n        id\n        startsAt\n        endsAt\n      }\n      receipt {\n        number\n        url\n      }\n      creditNotes {\n        number\n        url\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation VerifyPayment($pidx: ID!) {\n    verifyPayment(pidx: $pidx) {\n      ...PaymentFields\n      period {\n        id\n        startsAt\n        endsAt\n      }\n      receipt {\n        number\n        url\n      }\n      creditNotes {\n        number\n        url\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PlanFields on Plan {\n    id\n    code\n    name\n    description\n    price\n    pricePaisa\n    durationDays\n    trialDays\n  }\n"): (typeof documents)["\n  fragment PlanFields on Plan {\n    id\n    code\n    name\n    description\n    price\n    pricePaisa\n    durationDays\n    trialDays\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Plans {\n    plans {\n      ...PlanFields\n    }\n  }\n"): (typeof documents)["\n  query Plans {\n    plans {\n      ...PlanFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SubscriptionFields on Subscription {\n    startsAt\n    endsAt\n    isActive\n    daysLeft\n    plan {\n      ...PlanFields\n    }\n  }\n"): (typeof documents)["\n  fragment SubscriptionFields on Subscription {\n    startsAt\n    endsAt\n    isActive\n    daysLeft\n    plan {\n      ...PlanFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PeriodFields on Period {\n    id\n    startsAt\n    endsAt\n    source\n    plan {\n      id\n      name\n    }\n  }\n"): (typeof documents)["\n  fragment PeriodFields on Period {\n    id\n    startsAt\n    endsAt\n    source\n    plan {\n      id\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MySubscription {\n    mySubscription {\n      ...SubscriptionFields\n      periods {\n        ...PeriodFields\n      }\n    }\n    myOpenPayments {\n      ...OpenPaymentFields\n    }\n  }\n"): (typeof documents)["\n  query MySubscription {\n    mySubscription {\n      ...SubscriptionFields\n      periods {\n        ...PeriodFields\n      }\n    }\n    myOpenPayments {\n      ...OpenPaymentFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Timeline {\n    mySubscription {\n      ...SubscriptionFields\n      periods {\n        ...PeriodFields\n        payment {\n          id\n          pidx\n          status\n        }\n      }\n    }\n    myOpenPayments {\n      ...OpenPaymentFields\n    }\n    myPayments(first: 20) {\n      edges {\n        node {\n          id\n          pidx\n          status\n          amount\n          planName\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Timeline {\n    mySubscription {\n      ...SubscriptionFields\n      periods {\n        ...PeriodFields\n        payment {\n          id\n          pidx\n          status\n        }\n      }\n    }\n    myOpenPayments {\n      ...OpenPaymentFields\n    }\n    myPayments(first: 20) {\n      edges {\n        node {\n          id\n          pidx\n          status\n          amount\n          planName\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Trial {\n    plans {\n      ...PlanFields\n    }\n    mySubscription {\n      ...SubscriptionFields\n      periods {\n        ...PeriodFields\n      }\n    }\n  }\n"): (typeof documents)["\n  query Trial {\n    plans {\n      ...PlanFields\n    }\n    mySubscription {\n      ...SubscriptionFields\n      periods {\n        ...PeriodFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StartTrial($planId: ID!) {\n    startTrial(planId: $planId) {\n      endsAt\n    }\n  }\n"): (typeof documents)["\n  mutation StartTrial($planId: ID!) {\n    startTrial(planId: $planId) {\n      endsAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignOut {\n    signOut\n  }\n"): (typeof documents)["\n  mutation SignOut {\n    signOut\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ConfirmEmail($token: String!) {\n    confirmEmail(token: $token)\n  }\n"): (typeof documents)["\n  mutation ConfirmEmail($token: String!) {\n    confirmEmail(token: $token)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment CustomerFields on User {\n    id\n    name\n    email\n    newEmail\n    isEmailConfirmed\n  }\n"): (typeof documents)["\n  fragment CustomerFields on User {\n    id\n    name\n    email\n    newEmail\n    isEmailConfirmed\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Me {\n    me {\n      ...CustomerFields\n    }\n  }\n"): (typeof documents)["\n  query Me {\n    me {\n      ...CustomerFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteAccount($password: String!) {\n    deleteAccount(password: $password)\n  }\n"): (typeof documents)["\n  mutation DeleteAccount($password: String!) {\n    deleteAccount(password: $password)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeEmail($newEmail: EmailAddress!, $password: String!) {\n    changeEmail(newEmail: $newEmail, password: $password) {\n      ...CustomerFields\n    }\n  }\n"): (typeof documents)["\n  mutation ChangeEmail($newEmail: EmailAddress!, $password: String!) {\n    changeEmail(newEmail: $newEmail, password: $password) {\n      ...CustomerFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RequestPasswordReset($email: EmailAddress!) {\n    requestPasswordReset(email: $email)\n  }\n"): (typeof documents)["\n  mutation RequestPasswordReset($email: EmailAddress!) {\n    requestPasswordReset(email: $email)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ExportMyData {\n    exportMyData\n  }\n"): (typeof documents)["\n  query ExportMyData {\n    exportMyData\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MySessions {\n    mySessions {\n      id\n      device\n      startedAt\n      renewedAt\n      isCurrent\n    }\n  }\n"): (typeof documents)["\n  query MySessions {\n    mySessions {\n      id\n      device\n      startedAt\n      renewedAt\n      isCurrent\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignOutSession($id: ID!) {\n    signOutSession(id: $id)\n  }\n"): (typeof documents)["\n  mutation SignOutSession($id: ID!) {\n    signOutSession(id: $id)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangePassword($currentPassword: String!, $newPassword: String!) {\n    changePassword(currentPassword: $currentPassword, newPassword: $newPassword) {\n      expiresAt\n    }\n  }\n"): (typeof documents)["\n  mutation ChangePassword($currentPassword: String!, $newPassword: String!) {\n    changePassword(currentPassword: $currentPassword, newPassword: $newPassword) {\n      expiresAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelEmailChange {\n    cancelEmailChange {\n      ...CustomerFields\n    }\n  }\n"): (typeof documents)["\n  mutation CancelEmailChange {\n    cancelEmailChange {\n      ...CustomerFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateProfile($name: String!) {\n    updateProfile(name: $name) {\n      ...CustomerFields\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateProfile($name: String!) {\n    updateProfile(name: $name) {\n      ...CustomerFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResendEmailConfirmation {\n    resendEmailConfirmation\n  }\n"): (typeof documents)["\n  mutation ResendEmailConfirmation {\n    resendEmailConfirmation\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResetPassword($token: String!, $password: String!) {\n    resetPassword(token: $token, password: $password) {\n      user {\n        language\n        ...CustomerFields\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ResetPassword($token: String!, $password: String!) {\n    resetPassword(token: $token, password: $password) {\n      user {\n        language\n        ...CustomerFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignIn($email: EmailAddress!, $password: String!) {\n    signIn(email: $email, password: $password) {\n      user {\n        language\n        ...CustomerFields\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SignIn($email: EmailAddress!, $password: String!) {\n    signIn(email: $email, password: $password) {\n      user {\n        language\n        ...CustomerFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignOutEverywhere {\n    signOutEverywhere\n  }\n"): (typeof documents)["\n  mutation SignOutEverywhere {\n    signOutEverywhere\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignUp($email: EmailAddress!, $password: String!, $name: String!) {\n    signUp(email: $email, password: $password, name: $name) {\n      user {\n        ...CustomerFields\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SignUp($email: EmailAddress!, $password: String!, $name: String!) {\n    signUp(email: $email, password: $password, name: $name) {\n      user {\n        ...CustomerFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChooseLanguage($language: Language!) {\n    chooseLanguage(language: $language) {\n      id\n      language\n    }\n  }\n"): (typeof documents)["\n  mutation ChooseLanguage($language: Language!) {\n    chooseLanguage(language: $language) {\n      id\n      language\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;