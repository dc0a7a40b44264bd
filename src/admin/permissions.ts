import { registerEnumType } from 'type-graphql';

export enum OperatorRole {
  OWNER = 'OWNER',
  FINANCE = 'FINANCE',
  SUPPORT = 'SUPPORT',
  VIEWER = 'VIEWER',
}

/** What an operator may do. */
export enum Permission {
  READ = 'READ',
  READ_AUDIT = 'READ_AUDIT',
  EXPORT = 'EXPORT',
  EXPORT_CUSTOMERS = 'EXPORT_CUSTOMERS',
  ASK_KHALTI = 'ASK_KHALTI',
  REFUND = 'REFUND',
  SETTLE_REFUND = 'SETTLE_REFUND',
  SETTLE_REVIEW = 'SETTLE_REVIEW',
  ADOPT_PAYMENT = 'ADOPT_PAYMENT',
  GRANT_DAYS = 'GRANT_DAYS',
  REVOKE_PERIOD = 'REVOKE_PERIOD',
  EXTEND_EVERYBODY = 'EXTEND_EVERYBODY',
  BLOCK_CUSTOMER = 'BLOCK_CUSTOMER',
  END_SESSIONS = 'END_SESSIONS',
  ERASE_CUSTOMER = 'ERASE_CUSTOMER',
  RESEND_MESSAGE = 'RESEND_MESSAGE',
  EDIT_PLANS = 'EDIT_PLANS',
  MANAGE_OPERATORS = 'MANAGE_OPERATORS',
  MANAGE_API_KEYS = 'MANAGE_API_KEYS',
  MANAGE_WEBHOOKS = 'MANAGE_WEBHOOKS',
}

const { OWNER, FINANCE, SUPPORT, VIEWER } = OperatorRole;

/** Which roles have a permission: the only place that says so. */
const roles: Record<Permission, readonly OperatorRole[]> = {
  READ: [OWNER, FINANCE, SUPPORT, VIEWER],
  READ_AUDIT: [OWNER, FINANCE],
  EXPORT: [OWNER, FINANCE],
  EXPORT_CUSTOMERS: [OWNER],
  ASK_KHALTI: [OWNER, FINANCE, SUPPORT],
  REFUND: [OWNER, FINANCE],
  SETTLE_REFUND: [OWNER, FINANCE],
  SETTLE_REVIEW: [OWNER, FINANCE],
  ADOPT_PAYMENT: [OWNER, FINANCE],
  GRANT_DAYS: [OWNER, FINANCE, SUPPORT],
  REVOKE_PERIOD: [OWNER, FINANCE],
  EXTEND_EVERYBODY: [OWNER],
  BLOCK_CUSTOMER: [OWNER, SUPPORT],
  END_SESSIONS: [OWNER, SUPPORT],
  ERASE_CUSTOMER: [OWNER],
  RESEND_MESSAGE: [OWNER, FINANCE, SUPPORT],
  EDIT_PLANS: [OWNER],
  MANAGE_OPERATORS: [OWNER],
  MANAGE_API_KEYS: [OWNER],
  MANAGE_WEBHOOKS: [OWNER],
};

export function permissionsOf(role: OperatorRole): Permission[] {
  return Object.values(Permission).filter((permission) => hasPermission(role, permission));
}

export function hasPermission(role: OperatorRole, permission: Permission): boolean {
  return roles[permission].includes(role);
}

registerEnumType(OperatorRole, {
  name: 'OperatorRole',
  description: 'The role of an operator. It decides which permissions the operator has.',
  valuesConfig: {
    OWNER: { description: 'Everything, including operators, plans, erasure and free days for everybody.' },
    FINANCE: { description: 'Money: refunds, reviews, figures, exports and the audit.' },
    SUPPORT: { description: 'Customers: free days, blocking, sessions, messages.' },
    VIEWER: { description: 'Reads only.' },
  },
});

registerEnumType(Permission, { name: 'Permission', description: 'One thing that an operator may do.' });
