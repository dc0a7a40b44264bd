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
    "\n  query Account {\n    myOperatorSessions {\n      id\n      address\n      createdAt\n      lastUsedAt\n      isCurrent\n      userAgent\n    }\n    myPasskeys {\n      id\n      name\n      createdAt\n      lastUsedAt\n    }\n  }\n": typeof types.AccountDocument,
    "\n  mutation ChangeOperatorPassword($current: String!, $password: String!) {\n    changeOperatorPassword(current: $current, password: $password)\n  }\n": typeof types.ChangeOperatorPasswordDocument,
    "\n  mutation RemovePasskey($id: ID!) {\n    removePasskey(id: $id)\n  }\n": typeof types.RemovePasskeyDocument,
    "\n  mutation EndOperatorSession($id: ID!) {\n    endOperatorSession(id: $id)\n  }\n": typeof types.EndOperatorSessionDocument,
    "\n  mutation ReplaceRecoveryCodes {\n    createRecoveryCodes\n  }\n": typeof types.ReplaceRecoveryCodesDocument,
    "\n  query Me {\n    me {\n      operator {\n        id\n        email\n        name\n        role\n        hasCode\n      }\n      permissions\n    }\n  }\n": typeof types.MeDocument,
    "\n  mutation SignOut {\n    signOut\n  }\n": typeof types.SignOutDocument,
    "\n  query Search($text: String!) {\n    search(text: $text) {\n      kind\n      id\n      paymentId\n      title\n    }\n  }\n": typeof types.SearchDocument,
    "\n  query AuditEntries($filter: AuditFilter, $after: String) {\n    auditEntries(filter: $filter, first: 25, after: $after) {\n      edges {\n        node {\n          id\n          at\n          action\n          actorKind\n          actorId\n          actor {\n            id\n            name\n          }\n          outcome\n          code\n          targetKind\n          targetId\n          reason\n          before\n          after\n          requestId\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      isExact\n    }\n  }\n": typeof types.AuditEntriesDocument,
    "\n  query Connections {\n    apiKeys {\n      id\n      name\n      prefix\n      scopes\n      expiresAt\n      lastUsedAt\n      revokedAt\n    }\n    webhookEndpoints {\n      id\n      url\n      description\n      eventTypes\n      disabledAt\n      disabledBy\n      failingSince\n      updatedAt\n    }\n    webhookEventTypes\n    webhookDeliveries(first: 20) {\n      edges {\n        node {\n          id\n          endpointId\n          eventType\n          status\n          attemptCount\n          attempts {\n            error\n          }\n          nextAttemptAt\n          createdAt\n        }\n      }\n    }\n  }\n": typeof types.ConnectionsDocument,
    "\n  mutation CreateWebhookEndpoint($url: String!, $description: String!, $eventTypes: [String!]!) {\n    createWebhookEndpoint(url: $url, description: $description, eventTypes: $eventTypes) {\n      secret\n      endpoint {\n        id\n        description\n      }\n    }\n  }\n": typeof types.CreateWebhookEndpointDocument,
    "\n  mutation CreateApiKey($name: String!, $scopes: [ApiKeyScope!]!, $expiresInDays: Int) {\n    createApiKey(name: $name, scopes: $scopes, expiresInDays: $expiresInDays) {\n      key\n      apiKey {\n        id\n        name\n      }\n    }\n  }\n": typeof types.CreateApiKeyDocument,
    "\n  mutation ResendDelivery($id: ID!) {\n    resendDelivery(id: $id) {\n      id\n      status\n    }\n  }\n": typeof types.ResendDeliveryDocument,
    "\n  mutation UpdateWebhookEndpoint(\n    $id: ID!\n    $seenUpdatedAt: DateTime!\n    $url: String!\n    $description: String!\n    $eventTypes: [String!]!\n  ) {\n    updateWebhookEndpoint(\n      id: $id\n      seenUpdatedAt: $seenUpdatedAt\n      url: $url\n      description: $description\n      eventTypes: $eventTypes\n    ) {\n      id\n      updatedAt\n    }\n  }\n": typeof types.UpdateWebhookEndpointDocument,
    "\n  mutation RevokeApiKey($id: ID!) {\n    revokeApiKey(id: $id) {\n      id\n      revokedAt\n    }\n  }\n": typeof types.RevokeApiKeyDocument,
    "\n  mutation RotateWebhookSecret($id: ID!) {\n    rotateWebhookSecret(id: $id) {\n      secret\n      endpoint {\n        id\n      }\n    }\n  }\n": typeof types.RotateWebhookSecretDocument,
    "\n  mutation DisableWebhookEndpoint($id: ID!) {\n    disableWebhookEndpoint(id: $id) {\n      id\n      disabledAt\n    }\n  }\n": typeof types.DisableWebhookEndpointDocument,
    "\n  mutation EnableWebhookEndpoint($id: ID!) {\n    enableWebhookEndpoint(id: $id) {\n      id\n      disabledAt\n    }\n  }\n": typeof types.EnableWebhookEndpointDocument,
    "\n  mutation BlockCustomer($userId: ID!, $seenUpdatedAt: DateTime!, $reason: String!) {\n    blockCustomer(userId: $userId, seenUpdatedAt: $seenUpdatedAt, reason: $reason) {\n      ...WholeCustomer\n    }\n  }\n": typeof types.BlockCustomerDocument,
    "\n  mutation UnblockCustomer($userId: ID!, $seenUpdatedAt: DateTime!, $reason: String!) {\n    unblockCustomer(userId: $userId, seenUpdatedAt: $seenUpdatedAt, reason: $reason) {\n      ...WholeCustomer\n    }\n  }\n": typeof types.UnblockCustomerDocument,
    "\n  query CustomerPayments($id: ID!, $after: String) {\n    customer(id: $id) {\n      id\n      payments(first: 10, after: $after) {\n        edges {\n          node {\n            id\n            status\n            amountPaisa\n            createdAt\n            paidAt\n            planName\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        totalCount\n        isExact\n      }\n    }\n  }\n": typeof types.CustomerPaymentsDocument,
    "\n  fragment WholeCustomer on CustomerRecord {\n    id\n    name\n    email\n    isEmailConfirmed\n    createdAt\n    updatedAt\n    blockedAt\n    erasedAt\n    sessionsEndedAt\n    subscription {\n      isActive\n      startsAt\n      endsAt\n      plan {\n        id\n        name\n      }\n    }\n    openPayments {\n      id\n      status\n      amountPaisa\n      createdAt\n    }\n    periods {\n      id\n      source\n      startsAt\n      endsAt\n      revokedAt\n      exchangedBy\n      plan {\n        id\n        name\n      }\n      payment {\n        id\n        amountPaisa\n        createdAt\n      }\n      grant {\n        days\n        reason\n        createdAt\n        author {\n          id\n          name\n        }\n      }\n    }\n  }\n": typeof types.WholeCustomerFragmentDoc,
    "\n  query Customer($id: ID!) {\n    customer(id: $id) {\n      ...WholeCustomer\n    }\n  }\n": typeof types.CustomerDocument,
    "\n  query Customers($filter: CustomerFilter, $sort: CustomerSort!, $after: String) {\n    customers(filter: $filter, sort: $sort, first: 25, after: $after) {\n      edges {\n        node {\n          id\n          name\n          email\n          createdAt\n          blockedAt\n          erasedAt\n          subscription {\n            isActive\n            endsAt\n            plan {\n              id\n              name\n            }\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      isExact\n    }\n  }\n": typeof types.CustomersDocument,
    "\n  mutation EndSessions($userId: ID!, $reason: String!) {\n    endSessions(userId: $userId, reason: $reason) {\n      ...WholeCustomer\n    }\n  }\n": typeof types.EndSessionsDocument,
    "\n  mutation ErasePersonalData($userId: ID!, $seenUpdatedAt: DateTime!, $reason: String!) {\n    erasePersonalData(userId: $userId, seenUpdatedAt: $seenUpdatedAt, reason: $reason) {\n      ...WholeCustomer\n    }\n  }\n": typeof types.ErasePersonalDataDocument,
    "\n  query FreeDays($userId: ID!, $planId: ID!, $days: Int!) {\n    previewGrantDays(userId: $userId, planId: $planId, days: $days) {\n      startsAt\n      endsAt\n    }\n  }\n": typeof types.FreeDaysDocument,
    "\n  mutation GrantDays($userId: ID!, $planId: ID!, $days: Int!, $reason: String!, $key: ID!) {\n    grantDays(userId: $userId, planId: $planId, days: $days, reason: $reason, idempotencyKey: $key) {\n      id\n      customer {\n        ...WholeCustomer\n      }\n    }\n  }\n": typeof types.GrantDaysDocument,
    "\n  query MessagesToCustomer($id: ID!) {\n    customer(id: $id) {\n      id\n      messages {\n        kind\n        at\n        hasFailed\n        jobId\n        paymentId\n      }\n    }\n  }\n": typeof types.MessagesToCustomerDocument,
    "\n  mutation SendAgain($jobId: ID!) {\n    resendMessage(jobId: $jobId)\n  }\n": typeof types.SendAgainDocument,
    "\n  query Revocation($id: ID!) {\n    previewRevokePeriod(id: $id) {\n      endsAtBefore\n      endsAtAfter\n      moves {\n        startsAtBefore\n        endsAtBefore\n        startsAtAfter\n        endsAtAfter\n        period {\n          id\n          plan {\n            id\n            name\n          }\n        }\n      }\n    }\n  }\n": typeof types.RevocationDocument,
    "\n  mutation RevokePeriod($id: ID!, $reason: String!, $key: ID!) {\n    revokePeriod(id: $id, reason: $reason, idempotencyKey: $key) {\n      id\n      customer {\n        ...WholeCustomer\n      }\n    }\n  }\n": typeof types.RevokePeriodDocument,
    "\n  query PlanChoice {\n    plans {\n      id\n      name\n      isArchived\n    }\n  }\n": typeof types.PlanChoiceDocument,
    "\n  query Audience($days: Int!, $planId: ID, $audienceAt: DateTime) {\n    previewExtension(days: $days, planId: $planId, audienceAt: $audienceAt) {\n      customers\n      days\n      audienceAt\n    }\n  }\n": typeof types.AudienceDocument,
    "\n  mutation ExtendEverybody($days: Int!, $planId: ID, $audienceAt: DateTime!, $reason: String!, $key: ID!) {\n    extendEverybody(days: $days, planId: $planId, audienceAt: $audienceAt, reason: $reason, idempotencyKey: $key) {\n      ...WholeExtension\n    }\n  }\n": typeof types.ExtendEverybodyDocument,
    "\n  fragment WholeExtension on ExtensionRecord {\n    id\n    days\n    reason\n    createdAt\n    audienceAt\n    customers\n    givenTo\n    revokedFrom\n    completedAt\n    undoneAt\n    plan {\n      id\n      name\n    }\n  }\n": typeof types.WholeExtensionFragmentDoc,
    "\n  query Extensions {\n    extensions(first: 100) {\n      ...WholeExtension\n    }\n  }\n": typeof types.ExtensionsDocument,
    "\n  mutation UndoExtension($id: ID!, $reason: String!) {\n    undoExtension(id: $id, reason: $reason) {\n      ...WholeExtension\n    }\n  }\n": typeof types.UndoExtensionDocument,
    "\n  query FurtherFigures($from: Date!, $to: Date!, $by: FigurePeriod!) {\n    openedToPaid(from: $from, to: $to, by: $by) {\n      from\n      to\n      opened\n      completed\n      pending\n      canceled\n      expired\n      failed\n      inReview\n    }\n    renewalRates(from: $from, to: $to) {\n      month\n      ended\n      renewed\n      rate\n    }\n  }\n": typeof types.FurtherFiguresDocument,
    "\n  query EndingAccess($from: Date!, $to: Date!) {\n    endingAccess(from: $from, to: $to) {\n      day\n      ending\n      paidAgain\n    }\n  }\n": typeof types.EndingAccessDocument,
    "\n  query Figures($from: Date!, $to: Date!, $by: FigurePeriod!) {\n    figures(from: $from, to: $to, by: $by) {\n      from\n      to\n      nepaliFrom\n      collectedPaisa\n      newPaisa\n      renewedPaisa\n      returnedPaisa\n      paidBackPaisa\n      netPaisa\n      feePaisa\n      isAtLeast\n      payments\n      refunds\n      activePaid\n      activeTrial\n      activeComplimentary\n    }\n  }\n": typeof types.FiguresDocument,
    "\n  mutation CancelInvitation($id: ID!) {\n    cancelInvitation(id: $id)\n  }\n": typeof types.CancelInvitationDocument,
    "\n  mutation InviteOperator($email: EmailAddress!, $role: OperatorRole!) {\n    inviteOperator(email: $email, role: $role) {\n      id\n      email\n      role\n      link\n      isMailed\n      expiresAt\n    }\n  }\n": typeof types.InviteOperatorDocument,
    "\n  mutation ChangeOperatorRole($id: ID!, $role: OperatorRole!, $seenUpdatedAt: DateTime!) {\n    changeOperatorRole(id: $id, role: $role, seenUpdatedAt: $seenUpdatedAt) {\n      ...OperatorRecordFields\n    }\n  }\n": typeof types.ChangeOperatorRoleDocument,
    "\n  mutation DisableOperator($id: ID!, $seenUpdatedAt: DateTime!) {\n    disableOperator(id: $id, seenUpdatedAt: $seenUpdatedAt) {\n      ...OperatorRecordFields\n    }\n  }\n": typeof types.DisableOperatorDocument,
    "\n  mutation EnableOperator($id: ID!, $seenUpdatedAt: DateTime!) {\n    enableOperator(id: $id, seenUpdatedAt: $seenUpdatedAt) {\n      ...OperatorRecordFields\n    }\n  }\n": typeof types.EnableOperatorDocument,
    "\n  mutation ResetOperatorCode($id: ID!) {\n    resetOperatorCode(id: $id) {\n      ...OperatorRecordFields\n    }\n  }\n": typeof types.ResetOperatorCodeDocument,
    "\n  mutation EndOperatorSessions($id: ID!) {\n    endOperatorSessions(id: $id)\n  }\n": typeof types.EndOperatorSessionsDocument,
    "\n  query Operators {\n    operators {\n      ...OperatorRecordFields\n    }\n    invitations {\n      id\n      email\n      role\n      expiresAt\n    }\n  }\n": typeof types.OperatorsDocument,
    "\n  fragment OperatorRecordFields on OperatorRecord {\n    id\n    name\n    email\n    role\n    hasCode\n    hasPasskey\n    createdAt\n    disabledAt\n    updatedAt\n  }\n": typeof types.OperatorRecordFieldsFragmentDoc,
    "\n  mutation SendOperatorPasswordReset($id: ID!) {\n    sendOperatorPasswordReset(id: $id) {\n      id\n      email\n      link\n      isMailed\n      expiresAt\n    }\n  }\n": typeof types.SendOperatorPasswordResetDocument,
    "\n  mutation AskKhalti($paymentId: ID!) {\n    askKhalti(paymentId: $paymentId) {\n      status\n      statusText\n      amountPaisa\n      transactionId\n      httpStatus\n      askedAt\n      payment {\n        ...PaymentRecordFields\n      }\n    }\n  }\n": typeof types.AskKhaltiDocument,
    "\n  fragment PaymentRecordFields on PaymentRecord {\n    id\n    pidx\n    status\n    amountPaisa\n    durationDays\n    transactionId\n    feePaisa\n    refundedPaisa\n    reviewReason\n    claimedPaisa\n    claimedTransactionId\n    reviewDecision\n    reviewedAt\n    reviewNote\n    failureCode\n    paidAt\n    expiresAt\n    createdAt\n    updatedAt\n    planName\n    customer {\n      id\n      name\n      email\n    }\n    period {\n      id\n      startsAt\n      endsAt\n      revokedAt\n      exchangedBy\n    }\n    receipts {\n      number\n      url\n    }\n    refunds {\n      ...RefundRecordFields\n    }\n    story {\n      at\n      kind\n      title\n      detail\n    }\n  }\n": typeof types.PaymentRecordFieldsFragmentDoc,
    "\n  query Payment($id: ID!) {\n    payment(id: $id) {\n      ...PaymentRecordFields\n    }\n  }\n": typeof types.PaymentDocument,
    "\n  subscription PaymentChanged($id: ID!) {\n    paymentChanged(id: $id) {\n      ...PaymentRecordFields\n    }\n  }\n": typeof types.PaymentChangedDocument,
    "\n  query Payments($filter: PaymentFilter, $sort: PaymentSort!, $after: String) {\n    payments(filter: $filter, sort: $sort, first: 25, after: $after) {\n      edges {\n        node {\n          id\n          status\n          amountPaisa\n          createdAt\n          paidAt\n          planName\n          customer {\n            id\n            name\n            email\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      isExact\n    }\n  }\n": typeof types.PaymentsDocument,
    "\n  mutation ResendReceipt($paymentId: ID!) {\n    resendReceipt(paymentId: $paymentId)\n  }\n": typeof types.ResendReceiptDocument,
    "\n  query PreviewAccept($paymentId: ID!, $days: Int) {\n    previewAccept(paymentId: $paymentId, days: $days) {\n      startsAt\n      endsAt\n    }\n  }\n": typeof types.PreviewAcceptDocument,
    "\n  mutation SettleReview(\n    $paymentId: ID!\n    $seenUpdatedAt: DateTime!\n    $decision: ReviewDecision!\n    $days: Int\n    $note: String!\n  ) {\n    settleReview(\n      paymentId: $paymentId\n      seenUpdatedAt: $seenUpdatedAt\n      decision: $decision\n      days: $days\n      note: $note\n    ) {\n      ...PaymentRecordFields\n    }\n  }\n": typeof types.SettleReviewDocument,
    "\n  mutation CreatePlan(\n    $code: String!\n    $name: String!\n    $description: String!\n    $pricePaisa: Int!\n    $durationDays: Int!\n    $trialDays: Int\n  ) {\n    createPlan(\n      code: $code\n      name: $name\n      description: $description\n      pricePaisa: $pricePaisa\n      durationDays: $durationDays\n      trialDays: $trialDays\n    ) {\n      ...PlanRecordFields\n    }\n  }\n": typeof types.CreatePlanDocument,
    "\n  mutation UpdatePlan(\n    $id: ID!\n    $seenUpdatedAt: DateTime!\n    $name: String!\n    $description: String!\n    $pricePaisa: Int!\n    $durationDays: Int!\n    $trialDays: Int!\n  ) {\n    updatePlan(\n      id: $id\n      seenUpdatedAt: $seenUpdatedAt\n      name: $name\n      description: $description\n      pricePaisa: $pricePaisa\n      durationDays: $durationDays\n      trialDays: $trialDays\n    ) {\n      ...PlanRecordFields\n    }\n  }\n": typeof types.UpdatePlanDocument,
    "\n  query Plans {\n    plans {\n      ...PlanRecordFields\n    }\n  }\n": typeof types.PlansDocument,
    "\n  fragment PlanRecordFields on PlanRecord {\n    id\n    code\n    name\n    description\n    pricePaisa\n    durationDays\n    trialDays\n    isArchived\n    updatedAt\n  }\n": typeof types.PlanRecordFieldsFragmentDoc,
    "\n  mutation ArchivePlan($id: ID!, $seenUpdatedAt: DateTime!) {\n    archivePlan(id: $id, seenUpdatedAt: $seenUpdatedAt) {\n      ...PlanRecordFields\n    }\n  }\n": typeof types.ArchivePlanDocument,
    "\n  mutation RestorePlan($id: ID!, $seenUpdatedAt: DateTime!) {\n    restorePlan(id: $id, seenUpdatedAt: $seenUpdatedAt) {\n      ...PlanRecordFields\n    }\n  }\n": typeof types.RestorePlanDocument,
    "\n  fragment AccessChangeFields on AccessChange {\n    endsAtBefore\n    endsAtAfter\n    moves {\n      startsAtBefore\n      endsAtBefore\n      startsAtAfter\n      endsAtAfter\n      period {\n        id\n        plan {\n          id\n          name\n        }\n      }\n    }\n  }\n": typeof types.AccessChangeFieldsFragmentDoc,
    "\n  mutation CancelRefund($id: ID!, $seenUpdatedAt: DateTime!) {\n    cancelRefund(id: $id, seenUpdatedAt: $seenUpdatedAt) {\n      id\n      payment {\n        ...PaymentRecordFields\n      }\n    }\n  }\n": typeof types.CancelRefundDocument,
    "\n  query ForeseenAccess($paymentId: ID!) {\n    payment(id: $paymentId) {\n      id\n      refunds {\n        id\n        foreseenAccess {\n          ...AccessChangeFields\n        }\n      }\n    }\n  }\n": typeof types.ForeseenAccessDocument,
    "\n  mutation NameRefundedSum($refundId: ID!, $seenUpdatedAt: DateTime!, $amountPaisa: Int!, $note: String!) {\n    nameRefundedSum(\n      refundId: $refundId\n      seenUpdatedAt: $seenUpdatedAt\n      amountPaisa: $amountPaisa\n      note: $note\n    ) {\n      id\n      payment {\n        ...PaymentRecordFields\n      }\n    }\n  }\n": typeof types.NameRefundedSumDocument,
    "\n  query PreviewOutsideRefund($paymentId: ID!, $amountPaisa: Int!, $access: RefundAccess!, $shortenDays: Int) {\n    previewOutsideRefund(\n      paymentId: $paymentId\n      amountPaisa: $amountPaisa\n      access: $access\n      shortenDays: $shortenDays\n    ) {\n      amountPaisa\n      leftPaisa\n      needsCode\n      access {\n        ...AccessChangeFields\n      }\n    }\n  }\n": typeof types.PreviewOutsideRefundDocument,
    "\n  mutation RecordOutsideRefund(\n    $paymentId: ID!\n    $amountPaisa: Int!\n    $access: RefundAccess!\n    $shortenDays: Int\n    $reason: String!\n    $reference: String!\n    $idempotencyKey: ID!\n  ) {\n    recordOutsideRefund(\n      paymentId: $paymentId\n      amountPaisa: $amountPaisa\n      access: $access\n      shortenDays: $shortenDays\n      reason: $reason\n      reference: $reference\n      idempotencyKey: $idempotencyKey\n    ) {\n      id\n      payment {\n        ...PaymentRecordFields\n      }\n    }\n  }\n": typeof types.RecordOutsideRefundDocument,
    "\n  query PreviewRefund(\n    $paymentId: ID!\n    $kind: RefundKind!\n    $amountPaisa: Int\n    $access: RefundAccess!\n    $shortenDays: Int\n  ) {\n    previewRefund(\n      paymentId: $paymentId\n      kind: $kind\n      amountPaisa: $amountPaisa\n      access: $access\n      shortenDays: $shortenDays\n    ) {\n      amountPaisa\n      leftPaisa\n      needsCode\n      access {\n        ...AccessChangeFields\n      }\n    }\n  }\n": typeof types.PreviewRefundDocument,
    "\n  mutation RequestRefund(\n    $paymentId: ID!\n    $kind: RefundKind!\n    $amountPaisa: Int\n    $access: RefundAccess!\n    $shortenDays: Int\n    $reason: String!\n    $idempotencyKey: ID!\n  ) {\n    requestRefund(\n      paymentId: $paymentId\n      kind: $kind\n      amountPaisa: $amountPaisa\n      access: $access\n      shortenDays: $shortenDays\n      reason: $reason\n      idempotencyKey: $idempotencyKey\n    ) {\n      id\n      payment {\n        ...PaymentRecordFields\n      }\n    }\n  }\n": typeof types.RequestRefundDocument,
    "\n  query RefundSettings {\n    refundSettings {\n      arePartsPossible\n      reason\n    }\n  }\n": typeof types.RefundSettingsDocument,
    "\n  fragment RefundRecordFields on RefundRecord {\n    id\n    status\n    origin\n    kind\n    amountPaisa\n    isAmountConfirmed\n    access\n    shortenDays\n    reason\n    note\n    reference\n    evidence\n    failure\n    sentence\n    khaltiStatusBefore\n    createdAt\n    sentAt\n    doneAt\n    updatedAt\n    author {\n      id\n      name\n    }\n    settledBy {\n      id\n      name\n    }\n  }\n": typeof types.RefundRecordFieldsFragmentDoc,
    "\n  query Refunds($filter: RefundFilter, $sort: RefundSort!, $after: String) {\n    refunds(filter: $filter, sort: $sort, first: 25, after: $after) {\n      edges {\n        node {\n          id\n          status\n          origin\n          amountPaisa\n          reason\n          createdAt\n          doneAt\n          author {\n            id\n            name\n          }\n          payment {\n            id\n            planName\n            customer {\n              id\n              name\n              email\n            }\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      isExact\n    }\n  }\n": typeof types.RefundsDocument,
    "\n  mutation SettleRefund(\n    $id: ID!\n    $seenUpdatedAt: DateTime!\n    $wentBack: Boolean!\n    $reference: String\n    $note: String!\n  ) {\n    settleRefund(\n      id: $id\n      seenUpdatedAt: $seenUpdatedAt\n      wentBack: $wentBack\n      reference: $reference\n      note: $note\n    ) {\n      id\n      payment {\n        ...PaymentRecordFields\n      }\n    }\n  }\n": typeof types.SettleRefundDocument,
    "\n  mutation AcceptInvitation($token: String!, $name: String!, $password: String!) {\n    acceptInvitation(token: $token, name: $name, password: $password)\n  }\n": typeof types.AcceptInvitationDocument,
    "\n  mutation StartPasskeySetup {\n    startPasskeySetup\n  }\n": typeof types.StartPasskeySetupDocument,
    "\n  mutation AddPasskey($name: String!, $response: JSONObject!) {\n    addPasskey(name: $name, response: $response) {\n      id\n      name\n      createdAt\n      lastUsedAt\n    }\n  }\n": typeof types.AddPasskeyDocument,
    "\n  mutation ConfirmCode($code: String!) {\n    confirmCode(code: $code)\n  }\n": typeof types.ConfirmCodeDocument,
    "\n  mutation StartCodeSetup {\n    startCodeSetup {\n      secret\n      uri\n    }\n  }\n": typeof types.StartCodeSetupDocument,
    "\n  mutation StartPasskey {\n    startPasskey\n  }\n": typeof types.StartPasskeyDocument,
    "\n  mutation ConfirmPasskey($response: JSONObject!) {\n    confirmPasskey(response: $response)\n  }\n": typeof types.ConfirmPasskeyDocument,
    "\n  mutation CreateRecoveryCodes {\n    createRecoveryCodes\n  }\n": typeof types.CreateRecoveryCodesDocument,
    "\n  mutation ResetOperatorPassword($token: String!, $password: String!) {\n    resetOperatorPassword(token: $token, password: $password)\n  }\n": typeof types.ResetOperatorPasswordDocument,
    "\n  mutation SignIn($email: EmailAddress!, $password: String!) {\n    signIn(email: $email, password: $password)\n  }\n": typeof types.SignInDocument,
    "\n  query Attention {\n    attention {\n      ...AttentionFields\n    }\n  }\n": typeof types.AttentionDocument,
    "\n  fragment AttentionFields on Attention {\n    reviews\n    unknownRefunds\n    pendingForADay\n    failedMails\n    failingWebhooks\n    isKeyRefused\n    reviewPayments(first: 5) {\n      id\n      amountPaisa\n      claimedPaisa\n      reviewReason\n      createdAt\n    }\n    unknownRefundList(first: 5) {\n      id\n      amountPaisa\n      createdAt\n      payment {\n        id\n      }\n    }\n    pendingPayments(first: 5) {\n      id\n      amountPaisa\n      createdAt\n    }\n    failedMessages(first: 5) {\n      jobId\n      kind\n      failedAt\n      paymentId\n      customerId\n    }\n  }\n": typeof types.AttentionFieldsFragmentDoc,
    "\n  subscription AttentionChanged {\n    attentionChanged {\n      ...AttentionFields\n    }\n  }\n": typeof types.AttentionChangedDocument,
    "\n  mutation ResendMessage($jobId: ID!) {\n    resendMessage(jobId: $jobId)\n  }\n": typeof types.ResendMessageDocument,
    "\n  query Summary($today: Date!, $monthStart: Date!, $lastStart: Date!, $lastEnd: Date!) {\n    today: figures(from: $today, to: $today, by: DAY) {\n      ...Sums\n    }\n    thisMonth: figures(from: $monthStart, to: $today, by: MONTH) {\n      ...Sums\n    }\n    lastMonth: figures(from: $lastStart, to: $lastEnd, by: MONTH) {\n      ...Sums\n    }\n    sameDay: figures(from: $lastEnd, to: $lastEnd, by: DAY) {\n      ...Sums\n    }\n    currentValue {\n      activePaid\n      activeTrial\n      activeComplimentary\n      thirtyDayValuePaisa\n      isAtMost\n    }\n  }\n": typeof types.SummaryDocument,
    "\n  fragment Sums on Figure {\n    from\n    to\n    collectedPaisa\n    paidBackPaisa\n    isAtLeast\n    payments\n  }\n": typeof types.SumsFragmentDoc,
    "\n  query EndingSoon(\n    $days: Int!\n    $from: DateTime\n    $to: DateTime\n    $paidAgain: Boolean\n    $first: Int!\n    $after: String\n  ) {\n    endingSoon(days: $days, from: $from, to: $to, paidAgain: $paidAgain, first: $first, after: $after) {\n      edges {\n        node {\n          endsAt\n          plan {\n            id\n            name\n          }\n          customer {\n            id\n            name\n            email\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      isExact\n    }\n  }\n": typeof types.EndingSoonDocument,
};
const documents: Documents = {
    "\n  query Account {\n    myOperatorSessions {\n      id\n      address\n      createdAt\n      lastUsedAt\n      isCurrent\n      userAgent\n    }\n    myPasskeys {\n      id\n      name\n      createdAt\n      lastUsedAt\n    }\n  }\n": types.AccountDocument,
    "\n  mutation ChangeOperatorPassword($current: String!, $password: String!) {\n    changeOperatorPassword(current: $current, password: $password)\n  }\n": types.ChangeOperatorPasswordDocument,
    "\n  mutation RemovePasskey($id: ID!) {\n    removePasskey(id: $id)\n  }\n": types.RemovePasskeyDocument,
    "\n  mutation EndOperatorSession($id: ID!) {\n    endOperatorSession(id: $id)\n  }\n": types.EndOperatorSessionDocument,
    "\n  mutation ReplaceRecoveryCodes {\n    createRecoveryCodes\n  }\n": types.ReplaceRecoveryCodesDocument,
    "\n  query Me {\n    me {\n      operator {\n        id\n        email\n        name\n        role\n        hasCode\n      }\n      permissions\n    }\n  }\n": types.MeDocument,
    "\n  mutation SignOut {\n    signOut\n  }\n": types.SignOutDocument,
    "\n  query Search($text: String!) {\n    search(text: $text) {\n      kind\n      id\n      paymentId\n      title\n    }\n  }\n": types.SearchDocument,
    "\n  query AuditEntries($filter: AuditFilter, $after: String) {\n    auditEntries(filter: $filter, first: 25, after: $after) {\n      edges {\n        node {\n          id\n          at\n          action\n          actorKind\n          actorId\n          actor {\n            id\n            name\n          }\n          outcome\n          code\n          targetKind\n          targetId\n          reason\n          before\n          after\n          requestId\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      isExact\n    }\n  }\n": types.AuditEntriesDocument,
    "\n  query Connections {\n    apiKeys {\n      id\n      name\n      prefix\n      scopes\n      expiresAt\n      lastUsedAt\n      revokedAt\n    }\n    webhookEndpoints {\n      id\n      url\n      description\n      eventTypes\n      disabledAt\n      disabledBy\n      failingSince\n      updatedAt\n    }\n    webhookEventTypes\n    webhookDeliveries(first: 20) {\n      edges {\n        node {\n          id\n          endpointId\n          eventType\n          status\n          attemptCount\n          attempts {\n            error\n          }\n          nextAttemptAt\n          createdAt\n        }\n      }\n    }\n  }\n": types.ConnectionsDocument,
    "\n  mutation CreateWebhookEndpoint($url: String!, $description: String!, $eventTypes: [String!]!) {\n    createWebhookEndpoint(url: $url, description: $description, eventTypes: $eventTypes) {\n      secret\n      endpoint {\n        id\n        description\n      }\n    }\n  }\n": types.CreateWebhookEndpointDocument,
    "\n  mutation CreateApiKey($name: String!, $scopes: [ApiKeyScope!]!, $expiresInDays: Int) {\n    createApiKey(name: $name, scopes: $scopes, expiresInDays: $expiresInDays) {\n      key\n      apiKey {\n        id\n        name\n      }\n    }\n  }\n": types.CreateApiKeyDocument,
    "\n  mutation ResendDelivery($id: ID!) {\n    resendDelivery(id: $id) {\n      id\n      status\n    }\n  }\n": types.ResendDeliveryDocument,
    "\n  mutation UpdateWebhookEndpoint(\n    $id: ID!\n    $seenUpdatedAt: DateTime!\n    $url: String!\n    $description: String!\n    $eventTypes: [String!]!\n  ) {\n    updateWebhookEndpoint(\n      id: $id\n      seenUpdatedAt: $seenUpdatedAt\n      url: $url\n      description: $description\n      eventTypes: $eventTypes\n    ) {\n      id\n      updatedAt\n    }\n  }\n": types.UpdateWebhookEndpointDocument,
    "\n  mutation RevokeApiKey($id: ID!) {\n    revokeApiKey(id: $id) {\n      id\n      revokedAt\n    }\n  }\n": types.RevokeApiKeyDocument,
    "\n  mutation RotateWebhookSecret($id: ID!) {\n    rotateWebhookSecret(id: $id) {\n      secret\n      endpoint {\n        id\n      }\n    }\n  }\n": types.RotateWebhookSecretDocument,
    "\n  mutation DisableWebhookEndpoint($id: ID!) {\n    disableWebhookEndpoint(id: $id) {\n      id\n      disabledAt\n    }\n  }\n": types.DisableWebhookEndpointDocument,
    "\n  mutation EnableWebhookEndpoint($id: ID!) {\n    enableWebhookEndpoint(id: $id) {\n      id\n      disabledAt\n    }\n  }\n": types.EnableWebhookEndpointDocument,
    "\n  mutation BlockCustomer($userId: ID!, $seenUpdatedAt: DateTime!, $reason: String!) {\n    blockCustomer(userId: $userId, seenUpdatedAt: $seenUpdatedAt, reason: $reason) {\n      ...WholeCustomer\n    }\n  }\n": types.BlockCustomerDocument,
    "\n  mutation UnblockCustomer($userId: ID!, $seenUpdatedAt: DateTime!, $reason: String!) {\n    unblockCustomer(userId: $userId, seenUpdatedAt: $seenUpdatedAt, reason: $reason) {\n      ...WholeCustomer\n    }\n  }\n": types.UnblockCustomerDocument,
    "\n  query CustomerPayments($id: ID!, $after: String) {\n    customer(id: $id) {\n      id\n      payments(first: 10, after: $after) {\n        edges {\n          node {\n            id\n            status\n            amountPaisa\n            createdAt\n            paidAt\n            planName\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        totalCount\n        isExact\n      }\n    }\n  }\n": types.CustomerPaymentsDocument,
    "\n  fragment WholeCustomer on CustomerRecord {\n    id\n    name\n    email\n    isEmailConfirmed\n    createdAt\n    updatedAt\n    blockedAt\n    erasedAt\n    sessionsEndedAt\n    subscription {\n      isActive\n      startsAt\n      endsAt\n      plan {\n        id\n        name\n      }\n    }\n    openPayments {\n      id\n      status\n      amountPaisa\n      createdAt\n    }\n    periods {\n      id\n      source\n      startsAt\n      endsAt\n      revokedAt\n      exchangedBy\n      plan {\n        id\n        name\n      }\n      payment {\n        id\n        amountPaisa\n        createdAt\n      }\n      grant {\n        days\n        reason\n        createdAt\n        author {\n          id\n          name\n        }\n      }\n    }\n  }\n": types.WholeCustomerFragmentDoc,
    "\n  query Customer($id: ID!) {\n    customer(id: $id) {\n      ...WholeCustomer\n    }\n  }\n": types.CustomerDocument,
    "\n  query Customers($filter: CustomerFilter, $sort: CustomerSort!, $after: String) {\n    customers(filter: $filter, sort: $sort, first: 25, after: $after) {\n      edges {\n        node {\n          id\n          name\n          email\n          createdAt\n          blockedAt\n          erasedAt\n          subscription {\n            isActive\n            endsAt\n            plan {\n              id\n              name\n            }\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      isExact\n    }\n  }\n": types.CustomersDocument,
    "\n  mutation EndSessions($userId: ID!, $reason: String!) {\n    endSessions(userId: $userId, reason: $reason) {\n      ...WholeCustomer\n    }\n  }\n": types.EndSessionsDocument,
    "\n  mutation ErasePersonalData($userId: ID!, $seenUpdatedAt: DateTime!, $reason: String!) {\n    erasePersonalData(userId: $userId, seenUpdatedAt: $seenUpdatedAt, reason: $reason) {\n      ...WholeCustomer\n    }\n  }\n": types.ErasePersonalDataDocument,
    "\n  query FreeDays($userId: ID!, $planId: ID!, $days: Int!) {\n    previewGrantDays(userId: $userId, planId: $planId, days: $days) {\n      startsAt\n      endsAt\n    }\n  }\n": types.FreeDaysDocument,
    "\n  mutation GrantDays($userId: ID!, $planId: ID!, $days: Int!, $reason: String!, $key: ID!) {\n    grantDays(userId: $userId, planId: $planId, days: $days, reason: $reason, idempotencyKey: $key) {\n      id\n      customer {\n        ...WholeCustomer\n      }\n    }\n  }\n": types.GrantDaysDocument,
    "\n  query MessagesToCustomer($id: ID!) {\n    customer(id: $id) {\n      id\n      messages {\n        kind\n        at\n        hasFailed\n        jobId\n        paymentId\n      }\n    }\n  }\n": types.MessagesToCustomerDocument,
    "\n  mutation SendAgain($jobId: ID!) {\n    resendMessage(jobId: $jobId)\n  }\n": types.SendAgainDocument,
    "\n  query Revocation($id: ID!) {\n    previewRevokePeriod(id: $id) {\n      endsAtBefore\n      endsAtAfter\n      moves {\n        startsAtBefore\n        endsAtBefore\n        startsAtAfter\n        endsAtAfter\n        period {\n          id\n          plan {\n            id\n            name\n          }\n        }\n      }\n    }\n  }\n": types.RevocationDocument,
    "\n  mutation RevokePeriod($id: ID!, $reason: String!, $key: ID!) {\n    revokePeriod(id: $id, reason: $reason, idempotencyKey: $key) {\n      id\n      customer {\n        ...WholeCustomer\n      }\n    }\n  }\n": types.RevokePeriodDocument,
    "\n  query PlanChoice {\n    plans {\n      id\n      name\n      isArchived\n    }\n  }\n": types.PlanChoiceDocument,
    "\n  query Audience($days: Int!, $planId: ID, $audienceAt: DateTime) {\n    previewExtension(days: $days, planId: $planId, audienceAt: $audienceAt) {\n      customers\n      days\n      audienceAt\n    }\n  }\n": types.AudienceDocument,
    "\n  mutation ExtendEverybody($days: Int!, $planId: ID, $audienceAt: DateTime!, $reason: String!, $key: ID!) {\n    extendEverybody(days: $days, planId: $planId, audienceAt: $audienceAt, reason: $reason, idempotencyKey: $key) {\n      ...WholeExtension\n    }\n  }\n": types.ExtendEverybodyDocument,
    "\n  fragment WholeExtension on ExtensionRecord {\n    id\n    days\n    reason\n    createdAt\n    audienceAt\n    customers\n    givenTo\n    revokedFrom\n    completedAt\n    undoneAt\n    plan {\n      id\n      name\n    }\n  }\n": types.WholeExtensionFragmentDoc,
    "\n  query Extensions {\n    extensions(first: 100) {\n      ...WholeExtension\n    }\n  }\n": types.ExtensionsDocument,
    "\n  mutation UndoExtension($id: ID!, $reason: String!) {\n    undoExtension(id: $id, reason: $reason) {\n      ...WholeExtension\n    }\n  }\n": types.UndoExtensionDocument,
    "\n  query FurtherFigures($from: Date!, $to: Date!, $by: FigurePeriod!) {\n    openedToPaid(from: $from, to: $to, by: $by) {\n      from\n      to\n      opened\n      completed\n      pending\n      canceled\n      expired\n      failed\n      inReview\n    }\n    renewalRates(from: $from, to: $to) {\n      month\n      ended\n      renewed\n      rate\n    }\n  }\n": types.FurtherFiguresDocument,
    "\n  query EndingAccess($from: Date!, $to: Date!) {\n    endingAccess(from: $from, to: $to) {\n      day\n      ending\n      paidAgain\n    }\n  }\n": types.EndingAccessDocument,
    "\n  query Figures($from: Date!, $to: Date!, $by: FigurePeriod!) {\n    figures(from: $from, to: $to, by: $by) {\n      from\n      to\n      nepaliFrom\n      collectedPaisa\n      newPaisa\n      renewedPaisa\n      returnedPaisa\n      paidBackPaisa\n      netPaisa\n      feePaisa\n      isAtLeast\n      payments\n      refunds\n      activePaid\n      activeTrial\n      activeComplimentary\n    }\n  }\n": types.FiguresDocument,
    "\n  mutation CancelInvitation($id: ID!) {\n    cancelInvitation(id: $id)\n  }\n": types.CancelInvitationDocument,
    "\n  mutation InviteOperator($email: EmailAddress!, $role: OperatorRole!) {\n    inviteOperator(email: $email, role: $role) {\n      id\n      email\n      role\n      link\n      isMailed\n      expiresAt\n    }\n  }\n": types.InviteOperatorDocument,
    "\n  mutation ChangeOperatorRole($id: ID!, $role: OperatorRole!, $seenUpdatedAt: DateTime!) {\n    changeOperatorRole(id: $id, role: $role, seenUpdatedAt: $seenUpdatedAt) {\n      ...OperatorRecordFields\n    }\n  }\n": types.ChangeOperatorRoleDocument,
    "\n  mutation DisableOperator($id: ID!, $seenUpdatedAt: DateTime!) {\n    disableOperator(id: $id, seenUpdatedAt: $seenUpdatedAt) {\n      ...OperatorRecordFields\n    }\n  }\n": types.DisableOperatorDocument,
    "\n  mutation EnableOperator($id: ID!, $seenUpdatedAt: DateTime!) {\n    enableOperator(id: $id, seenUpdatedAt: $seenUpdatedAt) {\n      ...OperatorRecordFields\n    }\n  }\n": types.EnableOperatorDocument,
    "\n  mutation ResetOperatorCode($id: ID!) {\n    resetOperatorCode(id: $id) {\n      ...OperatorRecordFields\n    }\n  }\n": types.ResetOperatorCodeDocument,
    "\n  mutation EndOperatorSessions($id: ID!) {\n    endOperatorSessions(id: $id)\n  }\n": types.EndOperatorSessionsDocument,
    "\n  query Operators {\n    operators {\n      ...OperatorRecordFields\n    }\n    invitations {\n      id\n      email\n      role\n      expiresAt\n    }\n  }\n": types.OperatorsDocument,
    "\n  fragment OperatorRecordFields on OperatorRecord {\n    id\n    name\n    email\n    role\n    hasCode\n    hasPasskey\n    createdAt\n    disabledAt\n    updatedAt\n  }\n": types.OperatorRecordFieldsFragmentDoc,
    "\n  mutation SendOperatorPasswordReset($id: ID!) {\n    sendOperatorPasswordReset(id: $id) {\n      id\n      email\n      link\n      isMailed\n      expiresAt\n    }\n  }\n": types.SendOperatorPasswordResetDocument,
    "\n  mutation AskKhalti($paymentId: ID!) {\n    askKhalti(paymentId: $paymentId) {\n      status\n      statusText\n      amountPaisa\n      transactionId\n      httpStatus\n      askedAt\n      payment {\n        ...PaymentRecordFields\n      }\n    }\n  }\n": types.AskKhaltiDocument,
    "\n  fragment PaymentRecordFields on PaymentRecord {\n    id\n    pidx\n    status\n    amountPaisa\n    durationDays\n    transactionId\n    feePaisa\n    refundedPaisa\n    reviewReason\n    claimedPaisa\n    claimedTransactionId\n    reviewDecision\n    reviewedAt\n    reviewNote\n    failureCode\n    paidAt\n    expiresAt\n    createdAt\n    updatedAt\n    planName\n    customer {\n      id\n      name\n      email\n    }\n    period {\n      id\n      startsAt\n      endsAt\n      revokedAt\n      exchangedBy\n    }\n    receipts {\n      number\n      url\n    }\n    refunds {\n      ...RefundRecordFields\n    }\n    story {\n      at\n      kind\n      title\n      detail\n    }\n  }\n": types.PaymentRecordFieldsFragmentDoc,
    "\n  query Payment($id: ID!) {\n    payment(id: $id) {\n      ...PaymentRecordFields\n    }\n  }\n": types.PaymentDocument,
    "\n  subscription PaymentChanged($id: ID!) {\n    paymentChanged(id: $id) {\n      ...PaymentRecordFields\n    }\n  }\n": types.PaymentChangedDocument,
    "\n  query Payments($filter: PaymentFilter, $sort: PaymentSort!, $after: String) {\n    payments(filter: $filter, sort: $sort, first: 25, after: $after) {\n      edges {\n        node {\n          id\n          status\n          amountPaisa\n          createdAt\n          paidAt\n          planName\n          customer {\n            id\n            name\n            email\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      isExact\n    }\n  }\n": types.PaymentsDocument,
    "\n  mutation ResendReceipt($paymentId: ID!) {\n    resendReceipt(paymentId: $paymentId)\n  }\n": types.ResendReceiptDocument,
    "\n  query PreviewAccept($paymentId: ID!, $days: Int) {\n    previewAccept(paymentId: $paymentId, days: $days) {\n      startsAt\n      endsAt\n    }\n  }\n": types.PreviewAcceptDocument,
    "\n  mutation SettleReview(\n    $paymentId: ID!\n    $seenUpdatedAt: DateTime!\n    $decision: ReviewDecision!\n    $days: Int\n    $note: String!\n  ) {\n    settleReview(\n      paymentId: $paymentId\n      seenUpdatedAt: $seenUpdatedAt\n      decision: $decision\n      days: $days\n      note: $note\n    ) {\n      ...PaymentRecordFields\n    }\n  }\n": types.SettleReviewDocument,
    "\n  mutation CreatePlan(\n    $code: String!\n    $name: String!\n    $description: String!\n    $pricePaisa: Int!\n    $durationDays: Int!\n    $trialDays: Int\n  ) {\n    createPlan(\n      code: $code\n      name: $name\n      description: $description\n      pricePaisa: $pricePaisa\n      durationDays: $durationDays\n      trialDays: $trialDays\n    ) {\n      ...PlanRecordFields\n    }\n  }\n": types.CreatePlanDocument,
    "\n  mutation UpdatePlan(\n    $id: ID!\n    $seenUpdatedAt: DateTime!\n    $name: String!\n    $description: String!\n    $pricePaisa: Int!\n    $durationDays: Int!\n    $trialDays: Int!\n  ) {\n    updatePlan(\n      id: $id\n      seenUpdatedAt: $seenUpdatedAt\n      name: $name\n      description: $description\n      pricePaisa: $pricePaisa\n      durationDays: $durationDays\n      trialDays: $trialDays\n    ) {\n      ...PlanRecordFields\n    }\n  }\n": types.UpdatePlanDocument,
    "\n  query Plans {\n    plans {\n      ...PlanRecordFields\n    }\n  }\n": types.PlansDocument,
    "\n  fragment PlanRecordFields on PlanRecord {\n    id\n    code\n    name\n    description\n    pricePaisa\n    durationDays\n    trialDays\n    isArchived\n    updatedAt\n  }\n": types.PlanRecordFieldsFragmentDoc,
    "\n  mutation ArchivePlan($id: ID!, $seenUpdatedAt: DateTime!) {\n    archivePlan(id: $id, seenUpdatedAt: $seenUpdatedAt) {\n      ...PlanRecordFields\n    }\n  }\n": types.ArchivePlanDocument,
    "\n  mutation RestorePlan($id: ID!, $seenUpdatedAt: DateTime!) {\n    restorePlan(id: $id, seenUpdatedAt: $seenUpdatedAt) {\n      ...PlanRecordFields\n    }\n  }\n": types.RestorePlanDocument,
    "\n  fragment AccessChangeFields on AccessChange {\n    endsAtBefore\n    endsAtAfter\n    moves {\n      startsAtBefore\n      endsAtBefore\n      startsAtAfter\n      endsAtAfter\n      period {\n        id\n        plan {\n          id\n          name\n        }\n      }\n    }\n  }\n": types.AccessChangeFieldsFragmentDoc,
    "\n  mutation CancelRefund($id: ID!, $seenUpdatedAt: DateTime!) {\n    cancelRefund(id: $id, seenUpdatedAt: $seenUpdatedAt) {\n      id\n      payment {\n        ...PaymentRecordFields\n      }\n    }\n  }\n": types.CancelRefundDocument,
    "\n  query ForeseenAccess($paymentId: ID!) {\n    payment(id: $paymentId) {\n      id\n      refunds {\n        id\n        foreseenAccess {\n          ...AccessChangeFields\n        }\n      }\n    }\n  }\n": types.ForeseenAccessDocument,
    "\n  mutation NameRefundedSum($refundId: ID!, $seenUpdatedAt: DateTime!, $amountPaisa: Int!, $note: String!) {\n    nameRefundedSum(\n      refundId: $refundId\n      seenUpdatedAt: $seenUpdatedAt\n      amountPaisa: $amountPaisa\n      note: $note\n    ) {\n      id\n      payment {\n        ...PaymentRecordFields\n      }\n    }\n  }\n": types.NameRefundedSumDocument,
    "\n  query PreviewOutsideRefund($paymentId: ID!, $amountPaisa: Int!, $access: RefundAccess!, $shortenDays: Int) {\n    previewOutsideRefund(\n      paymentId: $paymentId\n      amountPaisa: $amountPaisa\n      access: $access\n      shortenDays: $shortenDays\n    ) {\n      amountPaisa\n      leftPaisa\n      needsCode\n      access {\n        ...AccessChangeFields\n      }\n    }\n  }\n": types.PreviewOutsideRefundDocument,
    "\n  mutation RecordOutsideRefund(\n    $paymentId: ID!\n    $amountPaisa: Int!\n    $access: RefundAccess!\n    $shortenDays: Int\n    $reason: String!\n    $reference: String!\n    $idempotencyKey: ID!\n  ) {\n    recordOutsideRefund(\n      paymentId: $paymentId\n      amountPaisa: $amountPaisa\n      access: $access\n      shortenDays: $shortenDays\n      reason: $reason\n      reference: $reference\n      idempotencyKey: $idempotencyKey\n    ) {\n      id\n      payment {\n        ...PaymentRecordFields\n      }\n    }\n  }\n": types.RecordOutsideRefundDocument,
    "\n  query PreviewRefund(\n    $paymentId: ID!\n    $kind: RefundKind!\n    $amountPaisa: Int\n    $access: RefundAccess!\n    $shortenDays: Int\n  ) {\n    previewRefund(\n      paymentId: $paymentId\n      kind: $kind\n      amountPaisa: $amountPaisa\n      access: $access\n      shortenDays: $shortenDays\n    ) {\n      amountPaisa\n      leftPaisa\n      needsCode\n      access {\n        ...AccessChangeFields\n      }\n    }\n  }\n": types.PreviewRefundDocument,
    "\n  mutation RequestRefund(\n    $paymentId: ID!\n    $kind: RefundKind!\n    $amountPaisa: Int\n    $access: RefundAccess!\n    $shortenDays: Int\n    $reason: String!\n    $idempotencyKey: ID!\n  ) {\n    requestRefund(\n      paymentId: $paymentId\n      kind: $kind\n      amountPaisa: $amountPaisa\n      access: $access\n      shortenDays: $shortenDays\n      reason: $reason\n      idempotencyKey: $idempotencyKey\n    ) {\n      id\n      payment {\n        ...PaymentRecordFields\n      }\n    }\n  }\n": types.RequestRefundDocument,
    "\n  query RefundSettings {\n    refundSettings {\n      arePartsPossible\n      reason\n    }\n  }\n": types.RefundSettingsDocument,
    "\n  fragment RefundRecordFields on RefundRecord {\n    id\n    status\n    origin\n    kind\n    amountPaisa\n    isAmountConfirmed\n    access\n    shortenDays\n    reason\n    note\n    reference\n    evidence\n    failure\n    sentence\n    khaltiStatusBefore\n    createdAt\n    sentAt\n    doneAt\n    updatedAt\n    author {\n      id\n      name\n    }\n    settledBy {\n      id\n      name\n    }\n  }\n": types.RefundRecordFieldsFragmentDoc,
    "\n  query Refunds($filter: RefundFilter, $sort: RefundSort!, $after: String) {\n    refunds(filter: $filter, sort: $sort, first: 25, after: $after) {\n      edges {\n        node {\n          id\n          status\n          origin\n          amountPaisa\n          reason\n          createdAt\n          doneAt\n          author {\n            id\n            name\n          }\n          payment {\n            id\n            planName\n            customer {\n              id\n              name\n              email\n            }\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      isExact\n    }\n  }\n": types.RefundsDocument,
    "\n  mutation SettleRefund(\n    $id: ID!\n    $seenUpdatedAt: DateTime!\n    $wentBack: Boolean!\n    $reference: String\n    $note: String!\n  ) {\n    settleRefund(\n      id: $id\n      seenUpdatedAt: $seenUpdatedAt\n      wentBack: $wentBack\n      reference: $reference\n      note: $note\n    ) {\n      id\n      payment {\n        ...PaymentRecordFields\n      }\n    }\n  }\n": types.SettleRefundDocument,
    "\n  mutation AcceptInvitation($token: String!, $name: String!, $password: String!) {\n    acceptInvitation(token: $token, name: $name, password: $password)\n  }\n": types.AcceptInvitationDocument,
    "\n  mutation StartPasskeySetup {\n    startPasskeySetup\n  }\n": types.StartPasskeySetupDocument,
    "\n  mutation AddPasskey($name: String!, $response: JSONObject!) {\n    addPasskey(name: $name, response: $response) {\n      id\n      name\n      createdAt\n      lastUsedAt\n    }\n  }\n": types.AddPasskeyDocument,
    "\n  mutation ConfirmCode($code: String!) {\n    confirmCode(code: $code)\n  }\n": types.ConfirmCodeDocument,
    "\n  mutation StartCodeSetup {\n    startCodeSetup {\n      secret\n      uri\n    }\n  }\n": types.StartCodeSetupDocument,
    "\n  mutation StartPasskey {\n    startPasskey\n  }\n": types.StartPasskeyDocument,
    "\n  mutation ConfirmPasskey($response: JSONObject!) {\n    confirmPasskey(response: $response)\n  }\n": types.ConfirmPasskeyDocument,
    "\n  mutation CreateRecoveryCodes {\n    createRecoveryCodes\n  }\n": types.CreateRecoveryCodesDocument,
    "\n  mutation ResetOperatorPassword($token: String!, $password: String!) {\n    resetOperatorPassword(token: $token, password: $password)\n  }\n": types.ResetOperatorPasswordDocument,
    "\n  mutation SignIn($email: EmailAddress!, $password: String!) {\n    signIn(email: $email, password: $password)\n  }\n": types.SignInDocument,
    "\n  query Attention {\n    attention {\n      ...AttentionFields\n    }\n  }\n": types.AttentionDocument,
    "\n  fragment AttentionFields on Attention {\n    reviews\n    unknownRefunds\n    pendingForADay\n    failedMails\n    failingWebhooks\n    isKeyRefused\n    reviewPayments(first: 5) {\n      id\n      amountPaisa\n      claimedPaisa\n      reviewReason\n      createdAt\n    }\n    unknownRefundList(first: 5) {\n      id\n      amountPaisa\n      createdAt\n      payment {\n        id\n      }\n    }\n    pendingPayments(first: 5) {\n      id\n      amountPaisa\n      createdAt\n    }\n    failedMessages(first: 5) {\n      jobId\n      kind\n      failedAt\n      paymentId\n      customerId\n    }\n  }\n": types.AttentionFieldsFragmentDoc,
    "\n  subscription AttentionChanged {\n    attentionChanged {\n      ...AttentionFields\n    }\n  }\n": types.AttentionChangedDocument,
    "\n  mutation ResendMessage($jobId: ID!) {\n    resendMessage(jobId: $jobId)\n  }\n": types.ResendMessageDocument,
    "\n  query Summary($today: Date!, $monthStart: Date!, $lastStart: Date!, $lastEnd: Date!) {\n    today: figures(from: $today, to: $today, by: DAY) {\n      ...Sums\n    }\n    thisMonth: figures(from: $monthStart, to: $today, by: MONTH) {\n      ...Sums\n    }\n    lastMonth: figures(from: $lastStart, to: $lastEnd, by: MONTH) {\n      ...Sums\n    }\n    sameDay: figures(from: $lastEnd, to: $lastEnd, by: DAY) {\n      ...Sums\n    }\n    currentValue {\n      activePaid\n      activeTrial\n      activeComplimentary\n      thirtyDayValuePaisa\n      isAtMost\n    }\n  }\n": types.SummaryDocument,
    "\n  fragment Sums on Figure {\n    from\n    to\n    collectedPaisa\n    paidBackPaisa\n    isAtLeast\n    payments\n  }\n": types.SumsFragmentDoc,
    "\n  query EndingSoon(\n    $days: Int!\n    $from: DateTime\n    $to: DateTime\n    $paidAgain: Boolean\n    $first: Int!\n    $after: String\n  ) {\n    endingSoon(days: $days, from: $from, to: $to, paidAgain: $paidAgain, first: $first, after: $after) {\n      edges {\n        node {\n          endsAt\n          plan {\n            id\n            name\n          }\n          customer {\n            id\n            name\n            email\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      isExact\n    }\n  }\n": types.EndingSoonDocument,
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
export function graphql(source: "\n  query Account {\n    myOperatorSessions {\n      id\n      address\n      createdAt\n      lastUsedAt\n      isCurrent\n      userAgent\n    }\n    myPasskeys {\n      id\n      name\n      createdAt\n      lastUsedAt\n    }\n  }\n"): (typeof documents)["\n  query Account {\n    myOperatorSessions {\n      id\n      address\n      createdAt\n      lastUsedAt\n      isCurrent\n      userAgent\n    }\n    myPasskeys {\n      id\n      name\n      createdAt\n      lastUsedAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeOperatorPassword($current: String!, $password: String!) {\n    changeOperatorPassword(current: $current, password: $password)\n  }\n"): (typeof documents)["\n  mutation ChangeOperatorPassword($current: String!, $password: String!) {\n    changeOperatorPassword(current: $current, password: $password)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemovePasskey($id: ID!) {\n    removePasskey(id: $id)\n  }\n"): (typeof documents)["\n  mutation RemovePasskey($id: ID!) {\n    removePasskey(id: $id)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EndOperatorSession($id: ID!) {\n    endOperatorSession(id: $id)\n  }\n"): (typeof documents)["\n  mutation EndOperatorSession($id: ID!) {\n    endOperatorSession(id: $id)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReplaceRecoveryCodes {\n    createRecoveryCodes\n  }\n"): (typeof documents)["\n  mutation ReplaceRecoveryCodes {\n    createRecoveryCodes\n  }\n"];
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
export function graphql(source: "\n  query AuditEntries($filter: AuditFilter, $after: String) {\n    auditEntries(filter: $filter, first: 25, after: $after) {\n      edges {\n        node {\n          id\n          at\n          action\n          actorKind\n          actorId\n          actor {\n            id\n            name\n          }\n          outcome\n          code\n          targetKind\n          targetId\n          reason\n          before\n          after\n          requestId\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      isExact\n    }\n  }\n"): (typeof documents)["\n  query AuditEntries($filter: AuditFilter, $after: String) {\n    auditEntries(filter: $filter, first: 25, after: $after) {\n      edges {\n        node {\n          id\n          at\n          action\n          actorKind\n          actorId\n          actor {\n            id\n            name\n          }\n          outcome\n          code\n          targetKind\n          targetId\n          reason\n          before\n          after\n          requestId\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      isExact\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Connections {\n    apiKeys {\n      id\n      name\n      prefix\n      scopes\n      expiresAt\n      lastUsedAt\n      revokedAt\n    }\n    webhookEndpoints {\n      id\n      url\n      description\n      eventTypes\n      disabledAt\n      disabledBy\n      failingSince\n      updatedAt\n    }\n    webhookEventTypes\n    webhookDeliveries(first: 20) {\n      edges {\n        node {\n          id\n          endpointId\n          eventType\n          status\n          attemptCount\n          attempts {\n            error\n          }\n          nextAttemptAt\n          createdAt\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Connections {\n    apiKeys {\n      id\n      name\n      prefix\n      scopes\n      expiresAt\n      lastUsedAt\n      revokedAt\n    }\n    webhookEndpoints {\n      id\n      url\n      description\n      eventTypes\n      disabledAt\n      disabledBy\n      failingSince\n      updatedAt\n    }\n    webhookEventTypes\n    webhookDeliveries(first: 20) {\n      edges {\n        node {\n          id\n          endpointId\n          eventType\n          status\n          attemptCount\n          attempts {\n            error\n          }\n          nextAttemptAt\n          createdAt\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateWebhookEndpoint($url: String!, $description: String!, $eventTypes: [String!]!) {\n    createWebhookEndpoint(url: $url, description: $description, eventTypes: $eventTypes) {\n      secret\n      endpoint {\n        id\n        description\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateWebhookEndpoint($url: String!, $description: String!, $eventTypes: [String!]!) {\n    createWebhookEndpoint(url: $url, description: $description, eventTypes: $eventTypes) {\n      secret\n      endpoint {\n        id\n        description\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateApiKey($name: String!, $scopes: [ApiKeyScope!]!, $expiresInDays: Int) {\n    createApiKey(name: $name, scopes: $scopes, expiresInDays: $expiresInDays) {\n      key\n      apiKey {\n        id\n        name\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateApiKey($name: String!, $scopes: [ApiKeyScope!]!, $expiresInDays: Int) {\n    createApiKey(name: $name, scopes: $scopes, expiresInDays: $expiresInDays) {\n      key\n      apiKey {\n        id\n        name\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResendDelivery($id: ID!) {\n    resendDelivery(id: $id) {\n      id\n      status\n    }\n  }\n"): (typeof documents)["\n  mutation ResendDelivery($id: ID!) {\n    resendDelivery(id: $id) {\n      id\n      status\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateWebhookEndpoint(\n    $id: ID!\n    $seenUpdatedAt: DateTime!\n    $url: String!\n    $description: String!\n    $eventTypes: [String!]!\n  ) {\n    updateWebhookEndpoint(\n      id: $id\n      seenUpdatedAt: $seenUpdatedAt\n      url: $url\n      description: $description\n      eventTypes: $eventTypes\n    ) {\n      id\n      updatedAt\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateWebhookEndpoint(\n    $id: ID!\n    $seenUpdatedAt: DateTime!\n    $url: String!\n    $description: String!\n    $eventTypes: [String!]!\n  ) {\n    updateWebhookEndpoint(\n      id: $id\n      seenUpdatedAt: $seenUpdatedAt\n      url: $url\n      description: $description\n      eventTypes: $eventTypes\n    ) {\n      id\n      updatedAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeApiKey($id: ID!) {\n    revokeApiKey(id: $id) {\n      id\n      revokedAt\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeApiKey($id: ID!) {\n    revokeApiKey(id: $id) {\n      id\n      revokedAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RotateWebhookSecret($id: ID!) {\n    rotateWebhookSecret(id: $id) {\n      secret\n      endpoint {\n        id\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RotateWebhookSecret($id: ID!) {\n    rotateWebhookSecret(id: $id) {\n      secret\n      endpoint {\n        id\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DisableWebhookEndpoint($id: ID!) {\n    disableWebhookEndpoint(id: $id) {\n      id\n      disabledAt\n    }\n  }\n"): (typeof documents)["\n  mutation DisableWebhookEndpoint($id: ID!) {\n    disableWebhookEndpoint(id: $id) {\n      id\n      disabledAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EnableWebhookEndpoint($id: ID!) {\n    enableWebhookEndpoint(id: $id) {\n      id\n      disabledAt\n    }\n  }\n"): (typeof documents)["\n  mutation EnableWebhookEndpoint($id: ID!) {\n    enableWebhookEndpoint(id: $id) {\n      id\n      disabledAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation BlockCustomer($userId: ID!, $seenUpdatedAt: DateTime!, $reason: String!) {\n    blockCustomer(userId: $userId, seenUpdatedAt: $seenUpdatedAt, reason: $reason) {\n      ...WholeCustomer\n    }\n  }\n"): (typeof documents)["\n  mutation BlockCustomer($userId: ID!, $seenUpdatedAt: DateTime!, $reason: String!) {\n    blockCustomer(userId: $userId, seenUpdatedAt: $seenUpdatedAt, reason: $reason) {\n      ...WholeCustomer\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UnblockCustomer($userId: ID!, $seenUpdatedAt: DateTime!, $reason: String!) {\n    unblockCustomer(userId: $userId, seenUpdatedAt: $seenUpdatedAt, reason: $reason) {\n      ...WholeCustomer\n    }\n  }\n"): (typeof documents)["\n  mutation UnblockCustomer($userId: ID!, $seenUpdatedAt: DateTime!, $reason: String!) {\n    unblockCustomer(userId: $userId, seenUpdatedAt: $seenUpdatedAt, reason: $reason) {\n      ...WholeCustomer\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CustomerPayments($id: ID!, $after: String) {\n    customer(id: $id) {\n      id\n      payments(first: 10, after: $after) {\n        edges {\n          node {\n            id\n            status\n            amountPaisa\n            createdAt\n            paidAt\n            planName\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        totalCount\n        isExact\n      }\n    }\n  }\n"): (typeof documents)["\n  query CustomerPayments($id: ID!, $after: String) {\n    customer(id: $id) {\n      id\n      payments(first: 10, after: $after) {\n        edges {\n          node {\n            id\n            status\n            amountPaisa\n            createdAt\n            paidAt\n            planName\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        totalCount\n        isExact\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment WholeCustomer on CustomerRecord {\n    id\n    name\n    email\n    isEmailConfirmed\n    createdAt\n    updatedAt\n    blockedAt\n    erasedAt\n    sessionsEndedAt\n    subscription {\n      isActive\n      startsAt\n      endsAt\n      plan {\n        id\n        name\n      }\n    }\n    openPayments {\n      id\n      status\n      amountPaisa\n      createdAt\n    }\n    periods {\n      id\n      source\n      startsAt\n      endsAt\n      revokedAt\n      exchangedBy\n      plan {\n        id\n        name\n      }\n      payment {\n        id\n        amountPaisa\n        createdAt\n      }\n      grant {\n        days\n        reason\n        createdAt\n        author {\n          id\n          name\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment WholeCustomer on CustomerRecord {\n    id\n    name\n    email\n    isEmailConfirmed\n    createdAt\n    updatedAt\n    blockedAt\n    erasedAt\n    sessionsEndedAt\n    subscription {\n      isActive\n      startsAt\n      endsAt\n      plan {\n        id\n        name\n      }\n    }\n    openPayments {\n      id\n      status\n      amountPaisa\n      createdAt\n    }\n    periods {\n      id\n      source\n      startsAt\n      endsAt\n      revokedAt\n      exchangedBy\n      plan {\n        id\n        name\n      }\n      payment {\n        id\n        amountPaisa\n        createdAt\n      }\n      grant {\n        days\n        reason\n        createdAt\n        author {\n          id\n          name\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Customer($id: ID!) {\n    customer(id: $id) {\n      ...WholeCustomer\n    }\n  }\n"): (typeof documents)["\n  query Customer($id: ID!) {\n    customer(id: $id) {\n      ...WholeCustomer\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Customers($filter: CustomerFilter, $sort: CustomerSort!, $after: String) {\n    customers(filter: $filter, sort: $sort, first: 25, after: $after) {\n      edges {\n        node {\n          id\n          name\n          email\n          createdAt\n          blockedAt\n          erasedAt\n          subscription {\n            isActive\n            endsAt\n            plan {\n              id\n              name\n            }\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      isExact\n    }\n  }\n"): (typeof documents)["\n  query Customers($filter: CustomerFilter, $sort: CustomerSort!, $after: String) {\n    customers(filter: $filter, sort: $sort, first: 25, after: $after) {\n      edges {\n        node {\n          id\n          name\n          email\n          createdAt\n          blockedAt\n          erasedAt\n          subscription {\n            isActive\n            endsAt\n            plan {\n              id\n              name\n            }\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      isExact\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EndSessions($userId: ID!, $reason: String!) {\n    endSessions(userId: $userId, reason: $reason) {\n      ...WholeCustomer\n    }\n  }\n"): (typeof documents)["\n  mutation EndSessions($userId: ID!, $reason: String!) {\n    endSessions(userId: $userId, reason: $reason) {\n      ...WholeCustomer\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ErasePersonalData($userId: ID!, $seenUpdatedAt: DateTime!, $reason: String!) {\n    erasePersonalData(userId: $userId, seenUpdatedAt: $seenUpdatedAt, reason: $reason) {\n      ...WholeCustomer\n    }\n  }\n"): (typeof documents)["\n  mutation ErasePersonalData($userId: ID!, $seenUpdatedAt: DateTime!, $reason: String!) {\n    erasePersonalData(userId: $userId, seenUpdatedAt: $seenUpdatedAt, reason: $reason) {\n      ...WholeCustomer\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FreeDays($userId: ID!, $planId: ID!, $days: Int!) {\n    previewGrantDays(userId: $userId, planId: $planId, days: $days) {\n      startsAt\n      endsAt\n    }\n  }\n"): (typeof documents)["\n  query FreeDays($userId: ID!, $planId: ID!, $days: Int!) {\n    previewGrantDays(userId: $userId, planId: $planId, days: $days) {\n      startsAt\n      endsAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation GrantDays($userId: ID!, $planId: ID!, $days: Int!, $reason: String!, $key: ID!) {\n    grantDays(userId: $userId, planId: $planId, days: $days, reason: $reason, idempotencyKey: $key) {\n      id\n      customer {\n        ...WholeCustomer\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation GrantDays($userId: ID!, $planId: ID!, $days: Int!, $reason: String!, $key: ID!) {\n    grantDays(userId: $userId, planId: $planId, days: $days, reason: $reason, idempotencyKey: $key) {\n      id\n      customer {\n        ...WholeCustomer\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MessagesToCustomer($id: ID!) {\n    customer(id: $id) {\n      id\n      messages {\n        kind\n        at\n        hasFailed\n        jobId\n        paymentId\n      }\n    }\n  }\n"): (typeof documents)["\n  query MessagesToCustomer($id: ID!) {\n    customer(id: $id) {\n      id\n      messages {\n        kind\n        at\n        hasFailed\n        jobId\n        paymentId\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SendAgain($jobId: ID!) {\n    resendMessage(jobId: $jobId)\n  }\n"): (typeof documents)["\n  mutation SendAgain($jobId: ID!) {\n    resendMessage(jobId: $jobId)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Revocation($id: ID!) {\n    previewRevokePeriod(id: $id) {\n      endsAtBefore\n      endsAtAfter\n      moves {\n        startsAtBefore\n        endsAtBefore\n        startsAtAfter\n        endsAtAfter\n        period {\n          id\n          plan {\n            id\n            name\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Revocation($id: ID!) {\n    previewRevokePeriod(id: $id) {\n      endsAtBefore\n      endsAtAfter\n      moves {\n        startsAtBefore\n        endsAtBefore\n        startsAtAfter\n        endsAtAfter\n        period {\n          id\n          plan {\n            id\n            name\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokePeriod($id: ID!, $reason: String!, $key: ID!) {\n    revokePeriod(id: $id, reason: $reason, idempotencyKey: $key) {\n      id\n      customer {\n        ...WholeCustomer\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RevokePeriod($id: ID!, $reason: String!, $key: ID!) {\n    revokePeriod(id: $id, reason: $reason, idempotencyKey: $key) {\n      id\n      customer {\n        ...WholeCustomer\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PlanChoice {\n    plans {\n      id\n      name\n      isArchived\n    }\n  }\n"): (typeof documents)["\n  query PlanChoice {\n    plans {\n      id\n      name\n      isArchived\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Audience($days: Int!, $planId: ID, $audienceAt: DateTime) {\n    previewExtension(days: $days, planId: $planId, audienceAt: $audienceAt) {\n      customers\n      days\n      audienceAt\n    }\n  }\n"): (typeof documents)["\n  query Audience($days: Int!, $planId: ID, $audienceAt: DateTime) {\n    previewExtension(days: $days, planId: $planId, audienceAt: $audienceAt) {\n      customers\n      days\n      audienceAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ExtendEverybody($days: Int!, $planId: ID, $audienceAt: DateTime!, $reason: String!, $key: ID!) {\n    extendEverybody(days: $days, planId: $planId, audienceAt: $audienceAt, reason: $reason, idempotencyKey: $key) {\n      ...WholeExtension\n    }\n  }\n"): (typeof documents)["\n  mutation ExtendEverybody($days: Int!, $planId: ID, $audienceAt: DateTime!, $reason: String!, $key: ID!) {\n    extendEverybody(days: $days, planId: $planId, audienceAt: $audienceAt, reason: $reason, idempotencyKey: $key) {\n      ...WholeExtension\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment WholeExtension on ExtensionRecord {\n    id\n    days\n    reason\n    createdAt\n    audienceAt\n    customers\n    givenTo\n    revokedFrom\n    completedAt\n    undoneAt\n    plan {\n      id\n      name\n    }\n  }\n"): (typeof documents)["\n  fragment WholeExtension on ExtensionRecord {\n    id\n    days\n    reason\n    createdAt\n    audienceAt\n    customers\n    givenTo\n    revokedFrom\n    completedAt\n    undoneAt\n    plan {\n      id\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Extensions {\n    extensions(first: 100) {\n      ...WholeExtension\n    }\n  }\n"): (typeof documents)["\n  query Extensions {\n    extensions(first: 100) {\n      ...WholeExtension\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UndoExtension($id: ID!, $reason: String!) {\n    undoExtension(id: $id, reason: $reason) {\n      ...WholeExtension\n    }\n  }\n"): (typeof documents)["\n  mutation UndoExtension($id: ID!, $reason: String!) {\n    undoExtension(id: $id, reason: $reason) {\n      ...WholeExtension\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FurtherFigures($from: Date!, $to: Date!, $by: FigurePeriod!) {\n    openedToPaid(from: $from, to: $to, by: $by) {\n      from\n      to\n      opened\n      completed\n      pending\n      canceled\n      expired\n      failed\n      inReview\n    }\n    renewalRates(from: $from, to: $to) {\n      month\n      ended\n      renewed\n      rate\n    }\n  }\n"): (typeof documents)["\n  query FurtherFigures($from: Date!, $to: Date!, $by: FigurePeriod!) {\n    openedToPaid(from: $from, to: $to, by: $by) {\n      from\n      to\n      opened\n      completed\n      pending\n      canceled\n      expired\n      failed\n      inReview\n    }\n    renewalRates(from: $from, to: $to) {\n      month\n      ended\n      renewed\n      rate\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EndingAccess($from: Date!, $to: Date!) {\n    endingAccess(from: $from, to: $to) {\n      day\n      ending\n      paidAgain\n    }\n  }\n"): (typeof documents)["\n  query EndingAccess($from: Date!, $to: Date!) {\n    endingAccess(from: $from, to: $to) {\n      day\n      ending\n      paidAgain\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Figures($from: Date!, $to: Date!, $by: FigurePeriod!) {\n    figures(from: $from, to: $to, by: $by) {\n      from\n      to\n      nepaliFrom\n      collectedPaisa\n      newPaisa\n      renewedPaisa\n      returnedPaisa\n      paidBackPaisa\n      netPaisa\n      feePaisa\n      isAtLeast\n      payments\n      refunds\n      activePaid\n      activeTrial\n      activeComplimentary\n    }\n  }\n"): (typeof documents)["\n  query Figures($from: Date!, $to: Date!, $by: FigurePeriod!) {\n    figures(from: $from, to: $to, by: $by) {\n      from\n      to\n      nepaliFrom\n      collectedPaisa\n      newPaisa\n      renewedPaisa\n      returnedPaisa\n      paidBackPaisa\n      netPaisa\n      feePaisa\n      isAtLeast\n      payments\n      refunds\n      activePaid\n      activeTrial\n      activeComplimentary\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelInvitation($id: ID!) {\n    cancelInvitation(id: $id)\n  }\n"): (typeof documents)["\n  mutation CancelInvitation($id: ID!) {\n    cancelInvitation(id: $id)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InviteOperator($email: EmailAddress!, $role: OperatorRole!) {\n    inviteOperator(email: $email, role: $role) {\n      id\n      email\n      role\n      link\n      isMailed\n      expiresAt\n    }\n  }\n"): (typeof documents)["\n  mutation InviteOperator($email: EmailAddress!, $role: OperatorRole!) {\n    inviteOperator(email: $email, role: $role) {\n      id\n      email\n      role\n      link\n      isMailed\n      expiresAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeOperatorRole($id: ID!, $role: OperatorRole!, $seenUpdatedAt: DateTime!) {\n    changeOperatorRole(id: $id, role: $role, seenUpdatedAt: $seenUpdatedAt) {\n      ...OperatorRecordFields\n    }\n  }\n"): (typeof documents)["\n  mutation ChangeOperatorRole($id: ID!, $role: OperatorRole!, $seenUpdatedAt: DateTime!) {\n    changeOperatorRole(id: $id, role: $role, seenUpdatedAt: $seenUpdatedAt) {\n      ...OperatorRecordFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DisableOperator($id: ID!, $seenUpdatedAt: DateTime!) {\n    disableOperator(id: $id, seenUpdatedAt: $seenUpdatedAt) {\n      ...OperatorRecordFields\n    }\n  }\n"): (typeof documents)["\n  mutation DisableOperator($id: ID!, $seenUpdatedAt: DateTime!) {\n    disableOperator(id: $id, seenUpdatedAt: $seenUpdatedAt) {\n      ...OperatorRecordFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EnableOperator($id: ID!, $seenUpdatedAt: DateTime!) {\n    enableOperator(id: $id, seenUpdatedAt: $seenUpdatedAt) {\n      ...OperatorRecordFields\n    }\n  }\n"): (typeof documents)["\n  mutation EnableOperator($id: ID!, $seenUpdatedAt: DateTime!) {\n    enableOperator(id: $id, seenUpdatedAt: $seenUpdatedAt) {\n      ...OperatorRecordFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResetOperatorCode($id: ID!) {\n    resetOperatorCode(id: $id) {\n      ...OperatorRecordFields\n    }\n  }\n"): (typeof documents)["\n  mutation ResetOperatorCode($id: ID!) {\n    resetOperatorCode(id: $id) {\n      ...OperatorRecordFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EndOperatorSessions($id: ID!) {\n    endOperatorSessions(id: $id)\n  }\n"): (typeof documents)["\n  mutation EndOperatorSessions($id: ID!) {\n    endOperatorSessions(id: $id)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Operators {\n    operators {\n      ...OperatorRecordFields\n    }\n    invitations {\n      id\n      email\n      role\n      expiresAt\n    }\n  }\n"): (typeof documents)["\n  query Operators {\n    operators {\n      ...OperatorRecordFields\n    }\n    invitations {\n      id\n      email\n      role\n      expiresAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment OperatorRecordFields on OperatorRecord {\n    id\n    name\n    email\n    role\n    hasCode\n    hasPasskey\n    createdAt\n    disabledAt\n    updatedAt\n  }\n"): (typeof documents)["\n  fragment OperatorRecordFields on OperatorRecord {\n    id\n    name\n    email\n    role\n    hasCode\n    hasPasskey\n    createdAt\n    disabledAt\n    updatedAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SendOperatorPasswordReset($id: ID!) {\n    sendOperatorPasswordReset(id: $id) {\n      id\n      email\n      link\n      isMailed\n      expiresAt\n    }\n  }\n"): (typeof documents)["\n  mutation SendOperatorPasswordReset($id: ID!) {\n    sendOperatorPasswordReset(id: $id) {\n      id\n      email\n      link\n      isMailed\n      expiresAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AskKhalti($paymentId: ID!) {\n    askKhalti(paymentId: $paymentId) {\n      status\n      statusText\n      amountPaisa\n      transactionId\n      httpStatus\n      askedAt\n      payment {\n        ...PaymentRecordFields\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation AskKhalti($paymentId: ID!) {\n    askKhalti(paymentId: $paymentId) {\n      status\n      statusText\n      amountPaisa\n      transactionId\n      httpStatus\n      askedAt\n      payment {\n        ...PaymentRecordFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PaymentRecordFields on PaymentRecord {\n    id\n    pidx\n    status\n    amountPaisa\n    durationDays\n    transactionId\n    feePaisa\n    refundedPaisa\n    reviewReason\n    claimedPaisa\n    claimedTransactionId\n    reviewDecision\n    reviewedAt\n    reviewNote\n    failureCode\n    paidAt\n    expiresAt\n    createdAt\n    updatedAt\n    planName\n    customer {\n      id\n      name\n      email\n    }\n    period {\n      id\n      startsAt\n      endsAt\n      revokedAt\n      exchangedBy\n    }\n    receipts {\n      number\n      url\n    }\n    refunds {\n      ...RefundRecordFields\n    }\n    story {\n      at\n      kind\n      title\n      detail\n    }\n  }\n"): (typeof documents)["\n  fragment PaymentRecordFields on PaymentRecord {\n    id\n    pidx\n    status\n    amountPaisa\n    durationDays\n    transactionId\n    feePaisa\n    refundedPaisa\n    reviewReason\n    claimedPaisa\n    claimedTransactionId\n    reviewDecision\n    reviewedAt\n    reviewNote\n    failureCode\n    paidAt\n    expiresAt\n    createdAt\n    updatedAt\n    planName\n    customer {\n      id\n      name\n      email\n    }\n    period {\n      id\n      startsAt\n      endsAt\n      revokedAt\n      exchangedBy\n    }\n    receipts {\n      number\n      url\n    }\n    refunds {\n      ...RefundRecordFields\n    }\n    story {\n      at\n      kind\n      title\n      detail\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Payment($id: ID!) {\n    payment(id: $id) {\n      ...PaymentRecordFields\n    }\n  }\n"): (typeof documents)["\n  query Payment($id: ID!) {\n    payment(id: $id) {\n      ...PaymentRecordFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription PaymentChanged($id: ID!) {\n    paymentChanged(id: $id) {\n      ...PaymentRecordFields\n    }\n  }\n"): (typeof documents)["\n  subscription PaymentChanged($id: ID!) {\n    paymentChanged(id: $id) {\n      ...PaymentRecordFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Payments($filter: PaymentFilter, $sort: PaymentSort!, $after: String) {\n    payments(filter: $filter, sort: $sort, first: 25, after: $after) {\n      edges {\n        node {\n          id\n          status\n          amountPaisa\n          createdAt\n          paidAt\n          planName\n          customer {\n            id\n            name\n            email\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      isExact\n    }\n  }\n"): (typeof documents)["\n  query Payments($filter: PaymentFilter, $sort: PaymentSort!, $after: String) {\n    payments(filter: $filter, sort: $sort, first: 25, after: $after) {\n      edges {\n        node {\n          id\n          status\n          amountPaisa\n          createdAt\n          paidAt\n          planName\n          customer {\n            id\n            name\n            email\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      isExact\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResendReceipt($paymentId: ID!) {\n    resendReceipt(paymentId: $paymentId)\n  }\n"): (typeof documents)["\n  mutation ResendReceipt($paymentId: ID!) {\n    resendReceipt(paymentId: $paymentId)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PreviewAccept($paymentId: ID!, $days: Int) {\n    previewAccept(paymentId: $paymentId, days: $days) {\n      startsAt\n      endsAt\n    }\n  }\n"): (typeof documents)["\n  query PreviewAccept($paymentId: ID!, $days: Int) {\n    previewAccept(paymentId: $paymentId, days: $days) {\n      startsAt\n      endsAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SettleReview(\n    $paymentId: ID!\n    $seenUpdatedAt: DateTime!\n    $decision: ReviewDecision!\n    $days: Int\n    $note: String!\n  ) {\n    settleReview(\n      paymentId: $paymentId\n      seenUpdatedAt: $seenUpdatedAt\n      decision: $decision\n      days: $days\n      note: $note\n    ) {\n      ...PaymentRecordFields\n    }\n  }\n"): (typeof documents)["\n  mutation SettleReview(\n    $paymentId: ID!\n    $seenUpdatedAt: DateTime!\n    $decision: ReviewDecision!\n    $days: Int\n    $note: String!\n  ) {\n    settleReview(\n      paymentId: $paymentId\n      seenUpdatedAt: $seenUpdatedAt\n      decision: $decision\n      days: $days\n      note: $note\n    ) {\n      ...PaymentRecordFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreatePlan(\n    $code: String!\n    $name: String!\n    $description: String!\n    $pricePaisa: Int!\n    $durationDays: Int!\n    $trialDays: Int\n  ) {\n    createPlan(\n      code: $code\n      name: $name\n      description: $description\n      pricePaisa: $pricePaisa\n      durationDays: $durationDays\n      trialDays: $trialDays\n    ) {\n      ...PlanRecordFields\n    }\n  }\n"): (typeof documents)["\n  mutation CreatePlan(\n    $code: String!\n    $name: String!\n    $description: String!\n    $pricePaisa: Int!\n    $durationDays: Int!\n    $trialDays: Int\n  ) {\n    createPlan(\n      code: $code\n      name: $name\n      description: $description\n      pricePaisa: $pricePaisa\n      durationDays: $durationDays\n      trialDays: $trialDays\n    ) {\n      ...PlanRecordFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdatePlan(\n    $id: ID!\n    $seenUpdatedAt: DateTime!\n    $name: String!\n    $description: String!\n    $pricePaisa: Int!\n    $durationDays: Int!\n    $trialDays: Int!\n  ) {\n    updatePlan(\n      id: $id\n      seenUpdatedAt: $seenUpdatedAt\n      name: $name\n      description: $description\n      pricePaisa: $pricePaisa\n      durationDays: $durationDays\n      trialDays: $trialDays\n    ) {\n      ...PlanRecordFields\n    }\n  }\n"): (typeof documents)["\n  mutation UpdatePlan(\n    $id: ID!\n    $seenUpdatedAt: DateTime!\n    $name: String!\n    $description: String!\n    $pricePaisa: Int!\n    $durationDays: Int!\n    $trialDays: Int!\n  ) {\n    updatePlan(\n      id: $id\n      seenUpdatedAt: $seenUpdatedAt\n      name: $name\n      description: $description\n      pricePaisa: $pricePaisa\n      durationDays: $durationDays\n      trialDays: $trialDays\n    ) {\n      ...PlanRecordFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Plans {\n    plans {\n      ...PlanRecordFields\n    }\n  }\n"): (typeof documents)["\n  query Plans {\n    plans {\n      ...PlanRecordFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PlanRecordFields on PlanRecord {\n    id\n    code\n    name\n    description\n    pricePaisa\n    durationDays\n    trialDays\n    isArchived\n    updatedAt\n  }\n"): (typeof documents)["\n  fragment PlanRecordFields on PlanRecord {\n    id\n    code\n    name\n    description\n    pricePaisa\n    durationDays\n    trialDays\n    isArchived\n    updatedAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ArchivePlan($id: ID!, $seenUpdatedAt: DateTime!) {\n    archivePlan(id: $id, seenUpdatedAt: $seenUpdatedAt) {\n      ...PlanRecordFields\n    }\n  }\n"): (typeof documents)["\n  mutation ArchivePlan($id: ID!, $seenUpdatedAt: DateTime!) {\n    archivePlan(id: $id, seenUpdatedAt: $seenUpdatedAt) {\n      ...PlanRecordFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RestorePlan($id: ID!, $seenUpdatedAt: DateTime!) {\n    restorePlan(id: $id, seenUpdatedAt: $seenUpdatedAt) {\n      ...PlanRecordFields\n    }\n  }\n"): (typeof documents)["\n  mutation RestorePlan($id: ID!, $seenUpdatedAt: DateTime!) {\n    restorePlan(id: $id, seenUpdatedAt: $seenUpdatedAt) {\n      ...PlanRecordFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AccessChangeFields on AccessChange {\n    endsAtBefore\n    endsAtAfter\n    moves {\n      startsAtBefore\n      endsAtBefore\n      startsAtAfter\n      endsAtAfter\n      period {\n        id\n        plan {\n          id\n          name\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment AccessChangeFields on AccessChange {\n    endsAtBefore\n    endsAtAfter\n    moves {\n      startsAtBefore\n      endsAtBefore\n      startsAtAfter\n      endsAtAfter\n      period {\n        id\n        plan {\n          id\n          name\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelRefund($id: ID!, $seenUpdatedAt: DateTime!) {\n    cancelRefund(id: $id, seenUpdatedAt: $seenUpdatedAt) {\n      id\n      payment {\n        ...PaymentRecordFields\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CancelRefund($id: ID!, $seenUpdatedAt: DateTime!) {\n    cancelRefund(id: $id, seenUpdatedAt: $seenUpdatedAt) {\n      id\n      payment {\n        ...PaymentRecordFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ForeseenAccess($paymentId: ID!) {\n    payment(id: $paymentId) {\n      id\n      refunds {\n        id\n        foreseenAccess {\n          ...AccessChangeFields\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ForeseenAccess($paymentId: ID!) {\n    payment(id: $paymentId) {\n      id\n      refunds {\n        id\n        foreseenAccess {\n          ...AccessChangeFields\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation NameRefundedSum($refundId: ID!, $seenUpdatedAt: DateTime!, $amountPaisa: Int!, $note: String!) {\n    nameRefundedSum(\n      refundId: $refundId\n      seenUpdatedAt: $seenUpdatedAt\n      amountPaisa: $amountPaisa\n      note: $note\n    ) {\n      id\n      payment {\n        ...PaymentRecordFields\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation NameRefundedSum($refundId: ID!, $seenUpdatedAt: DateTime!, $amountPaisa: Int!, $note: String!) {\n    nameRefundedSum(\n      refundId: $refundId\n      seenUpdatedAt: $seenUpdatedAt\n      amountPaisa: $amountPaisa\n      note: $note\n    ) {\n      id\n      payment {\n        ...PaymentRecordFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PreviewOutsideRefund($paymentId: ID!, $amountPaisa: Int!, $access: RefundAccess!, $shortenDays: Int) {\n    previewOutsideRefund(\n      paymentId: $paymentId\n      amountPaisa: $amountPaisa\n      access: $access\n      shortenDays: $shortenDays\n    ) {\n      amountPaisa\n      leftPaisa\n      needsCode\n      access {\n        ...AccessChangeFields\n      }\n    }\n  }\n"): (typeof documents)["\n  query PreviewOutsideRefund($paymentId: ID!, $amountPaisa: Int!, $access: RefundAccess!, $shortenDays: Int) {\n    previewOutsideRefund(\n      paymentId: $paymentId\n      amountPaisa: $amountPaisa\n      access: $access\n      shortenDays: $shortenDays\n    ) {\n      amountPaisa\n      leftPaisa\n      needsCode\n      access {\n        ...AccessChangeFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RecordOutsideRefund(\n    $paymentId: ID!\n    $amountPaisa: Int!\n    $access: RefundAccess!\n    $shortenDays: Int\n    $reason: String!\n    $reference: String!\n    $idempotencyKey: ID!\n  ) {\n    recordOutsideRefund(\n      paymentId: $paymentId\n      amountPaisa: $amountPaisa\n      access: $access\n      shortenDays: $shortenDays\n      reason: $reason\n      reference: $reference\n      idempotencyKey: $idempotencyKey\n    ) {\n      id\n      payment {\n        ...PaymentRecordFields\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RecordOutsideRefund(\n    $paymentId: ID!\n    $amountPaisa: Int!\n    $access: RefundAccess!\n    $shortenDays: Int\n    $reason: String!\n    $reference: String!\n    $idempotencyKey: ID!\n  ) {\n    recordOutsideRefund(\n      paymentId: $paymentId\n      amountPaisa: $amountPaisa\n      access: $access\n      shortenDays: $shortenDays\n      reason: $reason\n      reference: $reference\n      idempotencyKey: $idempotencyKey\n    ) {\n      id\n      payment {\n        ...PaymentRecordFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PreviewRefund(\n    $paymentId: ID!\n    $kind: RefundKind!\n    $amountPaisa: Int\n    $access: RefundAccess!\n    $shortenDays: Int\n  ) {\n    previewRefund(\n      paymentId: $paymentId\n      kind: $kind\n      amountPaisa: $amountPaisa\n      access: $access\n      shortenDays: $shortenDays\n    ) {\n      amountPaisa\n      leftPaisa\n      needsCode\n      access {\n        ...AccessChangeFields\n      }\n    }\n  }\n"): (typeof documents)["\n  query PreviewRefund(\n    $paymentId: ID!\n    $kind: RefundKind!\n    $amountPaisa: Int\n    $access: RefundAccess!\n    $shortenDays: Int\n  ) {\n    previewRefund(\n      paymentId: $paymentId\n      kind: $kind\n      amountPaisa: $amountPaisa\n      access: $access\n      shortenDays: $shortenDays\n    ) {\n      amountPaisa\n      leftPaisa\n      needsCode\n      access {\n        ...AccessChangeFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RequestRefund(\n    $paymentId: ID!\n    $kind: RefundKind!\n    $amountPaisa: Int\n    $access: RefundAccess!\n    $shortenDays: Int\n    $reason: String!\n    $idempotencyKey: ID!\n  ) {\n    requestRefund(\n      paymentId: $paymentId\n      kind: $kind\n      amountPaisa: $amountPaisa\n      access: $access\n      shortenDays: $shortenDays\n      reason: $reason\n      idempotencyKey: $idempotencyKey\n    ) {\n      id\n      payment {\n        ...PaymentRecordFields\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RequestRefund(\n    $paymentId: ID!\n    $kind: RefundKind!\n    $amountPaisa: Int\n    $access: RefundAccess!\n    $shortenDays: Int\n    $reason: String!\n    $idempotencyKey: ID!\n  ) {\n    requestRefund(\n      paymentId: $paymentId\n      kind: $kind\n      amountPaisa: $amountPaisa\n      access: $access\n      shortenDays: $shortenDays\n      reason: $reason\n      idempotencyKey: $idempotencyKey\n    ) {\n      id\n      payment {\n        ...PaymentRecordFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RefundSettings {\n    refundSettings {\n      arePartsPossible\n      reason\n    }\n  }\n"): (typeof documents)["\n  query RefundSettings {\n    refundSettings {\n      arePartsPossible\n      reason\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RefundRecordFields on RefundRecord {\n    id\n    status\n    origin\n    kind\n    amountPaisa\n    isAmountConfirmed\n    access\n    shortenDays\n    reason\n    note\n    reference\n    evidence\n    failure\n    sentence\n    khaltiStatusBefore\n    createdAt\n    sentAt\n    doneAt\n    updatedAt\n    author {\n      id\n      name\n    }\n    settledBy {\n      id\n      name\n    }\n  }\n"): (typeof documents)["\n  fragment RefundRecordFields on RefundRecord {\n    id\n    status\n    origin\n    kind\n    amountPaisa\n    isAmountConfirmed\n    access\n    shortenDays\n    reason\n    note\n    reference\n    evidence\n    failure\n    sentence\n    khaltiStatusBefore\n    createdAt\n    sentAt\n    doneAt\n    updatedAt\n    author {\n      id\n      name\n    }\n    settledBy {\n      id\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Refunds($filter: RefundFilter, $sort: RefundSort!, $after: String) {\n    refunds(filter: $filter, sort: $sort, first: 25, after: $after) {\n      edges {\n        node {\n          id\n          status\n          origin\n          amountPaisa\n          reason\n          createdAt\n          doneAt\n          author {\n            id\n            name\n          }\n          payment {\n            id\n            planName\n            customer {\n              id\n              name\n              email\n            }\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      isExact\n    }\n  }\n"): (typeof documents)["\n  query Refunds($filter: RefundFilter, $sort: RefundSort!, $after: String) {\n    refunds(filter: $filter, sort: $sort, first: 25, after: $after) {\n      edges {\n        node {\n          id\n          status\n          origin\n          amountPaisa\n          reason\n          createdAt\n          doneAt\n          author {\n            id\n            name\n          }\n          payment {\n            id\n            planName\n            customer {\n              id\n              name\n              email\n            }\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      isExact\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SettleRefund(\n    $id: ID!\n    $seenUpdatedAt: DateTime!\n    $wentBack: Boolean!\n    $reference: String\n    $note: String!\n  ) {\n    settleRefund(\n      id: $id\n      seenUpdatedAt: $seenUpdatedAt\n      wentBack: $wentBack\n      reference: $reference\n      note: $note\n    ) {\n      id\n      payment {\n        ...PaymentRecordFields\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SettleRefund(\n    $id: ID!\n    $seenUpdatedAt: DateTime!\n    $wentBack: Boolean!\n    $reference: String\n    $note: String!\n  ) {\n    settleRefund(\n      id: $id\n      seenUpdatedAt: $seenUpdatedAt\n      wentBack: $wentBack\n      reference: $reference\n      note: $note\n    ) {\n      id\n      payment {\n        ...PaymentRecordFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcceptInvitation($token: String!, $name: String!, $password: String!) {\n    acceptInvitation(token: $token, name: $name, password: $password)\n  }\n"): (typeof documents)["\n  mutation AcceptInvitation($token: String!, $name: String!, $password: String!) {\n    acceptInvitation(token: $token, name: $name, password: $password)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StartPasskeySetup {\n    startPasskeySetup\n  }\n"): (typeof documents)["\n  mutation StartPasskeySetup {\n    startPasskeySetup\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AddPasskey($name: String!, $response: JSONObject!) {\n    addPasskey(name: $name, response: $response) {\n      id\n      name\n      createdAt\n      lastUsedAt\n    }\n  }\n"): (typeof documents)["\n  mutation AddPasskey($name: String!, $response: JSONObject!) {\n    addPasskey(name: $name, response: $response) {\n      id\n      name\n      createdAt\n      lastUsedAt\n    }\n  }\n"];
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
export function graphql(source: "\n  mutation StartPasskey {\n    startPasskey\n  }\n"): (typeof documents)["\n  mutation StartPasskey {\n    startPasskey\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ConfirmPasskey($response: JSONObject!) {\n    confirmPasskey(response: $response)\n  }\n"): (typeof documents)["\n  mutation ConfirmPasskey($response: JSONObject!) {\n    confirmPasskey(response: $response)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateRecoveryCodes {\n    createRecoveryCodes\n  }\n"): (typeof documents)["\n  mutation CreateRecoveryCodes {\n    createRecoveryCodes\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResetOperatorPassword($token: String!, $password: String!) {\n    resetOperatorPassword(token: $token, password: $password)\n  }\n"): (typeof documents)["\n  mutation ResetOperatorPassword($token: String!, $password: String!) {\n    resetOperatorPassword(token: $token, password: $password)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignIn($email: EmailAddress!, $password: String!) {\n    signIn(email: $email, password: $password)\n  }\n"): (typeof documents)["\n  mutation SignIn($email: EmailAddress!, $password: String!) {\n    signIn(email: $email, password: $password)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Attention {\n    attention {\n      ...AttentionFields\n    }\n  }\n"): (typeof documents)["\n  query Attention {\n    attention {\n      ...AttentionFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AttentionFields on Attention {\n    reviews\n    unknownRefunds\n    pendingForADay\n    failedMails\n    failingWebhooks\n    isKeyRefused\n    reviewPayments(first: 5) {\n      id\n      amountPaisa\n      claimedPaisa\n      reviewReason\n      createdAt\n    }\n    unknownRefundList(first: 5) {\n      id\n      amountPaisa\n      createdAt\n      payment {\n        id\n      }\n    }\n    pendingPayments(first: 5) {\n      id\n      amountPaisa\n      createdAt\n    }\n    failedMessages(first: 5) {\n      jobId\n      kind\n      failedAt\n      paymentId\n      customerId\n    }\n  }\n"): (typeof documents)["\n  fragment AttentionFields on Attention {\n    reviews\n    unknownRefunds\n    pendingForADay\n    failedMails\n    failingWebhooks\n    isKeyRefused\n    reviewPayments(first: 5) {\n      id\n      amountPaisa\n      claimedPaisa\n      reviewReason\n      createdAt\n    }\n    unknownRefundList(first: 5) {\n      id\n      amountPaisa\n      createdAt\n      payment {\n        id\n      }\n    }\n    pendingPayments(first: 5) {\n      id\n      amountPaisa\n      createdAt\n    }\n    failedMessages(first: 5) {\n      jobId\n      kind\n      failedAt\n      paymentId\n      customerId\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription AttentionChanged {\n    attentionChanged {\n      ...AttentionFields\n    }\n  }\n"): (typeof documents)["\n  subscription AttentionChanged {\n    attentionChanged {\n      ...AttentionFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResendMessage($jobId: ID!) {\n    resendMessage(jobId: $jobId)\n  }\n"): (typeof documents)["\n  mutation ResendMessage($jobId: ID!) {\n    resendMessage(jobId: $jobId)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Summary($today: Date!, $monthStart: Date!, $lastStart: Date!, $lastEnd: Date!) {\n    today: figures(from: $today, to: $today, by: DAY) {\n      ...Sums\n    }\n    thisMonth: figures(from: $monthStart, to: $today, by: MONTH) {\n      ...Sums\n    }\n    lastMonth: figures(from: $lastStart, to: $lastEnd, by: MONTH) {\n      ...Sums\n    }\n    sameDay: figures(from: $lastEnd, to: $lastEnd, by: DAY) {\n      ...Sums\n    }\n    currentValue {\n      activePaid\n      activeTrial\n      activeComplimentary\n      thirtyDayValuePaisa\n      isAtMost\n    }\n  }\n"): (typeof documents)["\n  query Summary($today: Date!, $monthStart: Date!, $lastStart: Date!, $lastEnd: Date!) {\n    today: figures(from: $today, to: $today, by: DAY) {\n      ...Sums\n    }\n    thisMonth: figures(from: $monthStart, to: $today, by: MONTH) {\n      ...Sums\n    }\n    lastMonth: figures(from: $lastStart, to: $lastEnd, by: MONTH) {\n      ...Sums\n    }\n    sameDay: figures(from: $lastEnd, to: $lastEnd, by: DAY) {\n      ...Sums\n    }\n    currentValue {\n      activePaid\n      activeTrial\n      activeComplimentary\n      thirtyDayValuePaisa\n      isAtMost\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Sums on Figure {\n    from\n    to\n    collectedPaisa\n    paidBackPaisa\n    isAtLeast\n    payments\n  }\n"): (typeof documents)["\n  fragment Sums on Figure {\n    from\n    to\n    collectedPaisa\n    paidBackPaisa\n    isAtLeast\n    payments\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EndingSoon(\n    $days: Int!\n    $from: DateTime\n    $to: DateTime\n    $paidAgain: Boolean\n    $first: Int!\n    $after: String\n  ) {\n    endingSoon(days: $days, from: $from, to: $to, paidAgain: $paidAgain, first: $first, after: $after) {\n      edges {\n        node {\n          endsAt\n          plan {\n            id\n            name\n          }\n          customer {\n            id\n            name\n            email\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      isExact\n    }\n  }\n"): (typeof documents)["\n  query EndingSoon(\n    $days: Int!\n    $from: DateTime\n    $to: DateTime\n    $paidAgain: Boolean\n    $first: Int!\n    $after: String\n  ) {\n    endingSoon(days: $days, from: $from, to: $to, paidAgain: $paidAgain, first: $first, after: $after) {\n      edges {\n        node {\n          endsAt\n          plan {\n            id\n            name\n          }\n          customer {\n            id\n            name\n            email\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n      isExact\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;