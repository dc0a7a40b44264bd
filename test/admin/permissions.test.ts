import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { Operator } from '../../src/admin/operators/operator.ts';
import { OperatorSession } from '../../src/admin/operators/operator-session.ts';
import { hasPermission, OperatorRole, type Permission } from '../../src/admin/permissions.ts';
import { type Access } from '../../src/admin/permit.ts';
import { buildAdminSchema } from '../../src/admin/schema.ts';
import { type App, startApp } from '../support/app.ts';
import { Customer } from '../support/customer.ts';
import { askAdmin, TestOperator } from '../support/operator.ts';

const values: Record<string, string> = {
  ID: '"00000000-0000-7000-8000-000000000000"',
  Int: '1',
  Float: '1',
  Boolean: 'true',
  PositiveInt: '1',
  DateTime: '"2026-01-01T00:00:00Z"',
  Date: '"2026-01-01"',
  EmailAddress: '"anita@example.com"',
  JSONObject: '{ id: "text" }',
};

const OPEN = [
  'acceptInvitation',
  'addPasskey',
  'confirmCode',
  'confirmPasskey',
  'me',
  'resetOperatorPassword',
  'signIn',
  'signOut',
  'startCodeSetup',
  'startPasskey',
  'startPasskeySetup',
];

interface RootField {
  name: string;
  access: Access;
  operation: string;
}

const schema = buildAdminSchema();
const rootFields: RootField[] = [
  ...fieldsOf('query', schema.getQueryType()?.getFields()),
  ...fieldsOf('mutation', schema.getMutationType()?.getFields()),
  ...fieldsOf('subscription', schema.getSubscriptionType()?.getFields()),
];
const guarded = rootFields.filter(({ access }) => access !== 'ANYBODY');

function fieldsOf(kind: string, fields: Record<string, GraphQLField<unknown, unknown>> = {}): RootField[] {
  return Object.values(fields).map((field) => ({
    name: field.name,
    access: (field.extensions as { access: Access }).access,
    operation: `${kind} { ${callOf(field)} }`,
  }));
}

/** A call with a value for each required argument, so that only the permission can refuse it. */
function callOf({ name, args, type }: GraphQLField<unknown, unknown>): string {
  const required = args.filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined);
  const given = required.map((arg) => `${arg.name}: ${literalOf(arg.type)}`).join(', ');
  return `${name}${given ? `(${given})` : ''}${selectionOf(type)}`;
}

function literalOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literalOf(type.ofType);
  if (isListType(type)) return `[${literalOf(type.ofType)}]`;
  if (isEnumType(type)) return String(type.getValues()[0]?.name);
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter(({ type }) => isNonNullType(type));
    return `{ ${required.map((field) => `${field.name}: ${literalOf(field.type)}`).join(', ')} }`;
  }
  return values[type.name] ?? '"text"';
}

function selectionOf(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  const leaf = Object.values(named.getFields()).find((field) => isLeafType(getNamedType(field.type)));
  return leaf ? ` { ${leaf.name} }` : ` { ${callOf(Object.values(named.getFields())[0] as never)} }`;
}

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe("every field of the operators' schema", () => {
  it('has a permission', () => {
    expect(rootFields.filter(({ access }) => !access)).toEqual([]);
    const open = rootFields.filter(({ access }) => access === 'ANYBODY').map(({ name }) => name);
    expect(open.toSorted()).toEqual(OPEN);
  });

  it.each(guarded)('$name refuses a request without a session', async ({ operation }) => {
    expect((await askAdmin(app, operation)).code).toBe('UNAUTHENTICATED');
  });

  it("refuses a customer's token, as a bearer and as any cookie", async () => {
    const { token } = await Customer.signUp(app);
    for (const { operation } of guarded) {
      const headers = { authorization: `Bearer ${token}`, cookie: `session=${token}; operator=${token}` };
      expect({ operation, code: (await askAdmin(app, operation, {}, headers)).code }).toEqual({
        operation,
        code: 'UNAUTHENTICATED',
      });
    }
  });

  it('refuses a session that has not passed the second step', async () => {
    const owner = await TestOperator.signedIn(app, 'OWNER');
    const em = app.services.orm.em.fork();
    await em.nativeUpdate(OperatorSession, { operator: owner.id }, { signedInAt: null });
    for (const { operation } of guarded) {
      expect({ operation, code: (await owner.ask(operation)).code }).toEqual({ operation, code: 'UNAUTHENTICATED' });
    }
  });

  it.each(Object.values(OperatorRole))('refuses %s whatever it has no permission for', async (role) => {
    const operator = await TestOperator.signedIn(app, role);
    const denied = guarded.filter(({ access }) => access !== 'SIGNED_IN' && !hasPermission(role, access as Permission));
    if (role !== OperatorRole.OWNER) expect(denied.length).toBeGreaterThan(0);
    for (const { operation, access } of denied) {
      const { errors } = await operator.ask(operation);
      const extensions = expect.objectContaining({ code: 'PERMISSION_DENIED', permission: access });
      expect({ operation, errors }).toEqual({ operation, errors: [expect.objectContaining({ extensions })] });
    }
  });

  it('follows a role that changes on the next call', async () => {
    const operator = await TestOperator.signedIn(app, 'VIEWER');
    const audit = '{ auditEntries { totalCount } }';
    expect((await operator.ask(audit)).code).toBe('PERMISSION_DENIED');
    const em = app.services.orm.em.fork();
    await em.nativeUpdate(Operator, { id: operator.id }, { role: OperatorRole.OWNER });
    expect((await operator.ask(audit)).errors).toEqual([]);
  });

  it('audits the mutations that it refuses', async () => {
    const viewer = await TestOperator.signedIn(app, 'VIEWER');
    const mutation = guarded.find(({ name }) => name === 'requestRefund');
    await viewer.ask(String(mutation?.operation));
    const entries = await app.services.orm.em
      .fork()
      .execute('select * from audit_entries where actor_id = ?', [viewer.id]);
    expect(entries).toMatchObject([{ action: 'requestRefund', outcome: 'REFUSED', code: 'PERMISSION_DENIED' }]);
  });
});
