import { type GraphQLRequestContextWillSendResponse } from '@apollo/server';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type OperationDefinitionNode, parse } from 'graphql';
import { CheckedOperations } from '../../src/api/checked-operations.ts';
import { CompiledOperations } from '../../src/api/compiled-operations.ts';
import { type RequestContext } from '../../src/api/request-context.ts';
import { buildSchema } from '../../src/api/schema.ts';

const MINUTE_MS = 60_000;
const SHOP = '{ plans { id code name } }';
const PLAN = 'id code name description price pricePaisa durationDays';
/** Of 25 fields: 60 of them fill what may be kept. */
const large = (name: string) =>
  `query ${name} { myPayments { edges { node { id pidx status amount plan { ${PLAN} } subscription { endsAt plan { ${PLAN} } } } } } }`;

let checked: CheckedOperations;
let operations: CompiledOperations;
beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] });
  const schema = buildSchema();
  checked = new CheckedOperations(schema);
  operations = new CompiledOperations(schema, checked);
});
afterEach(() => {
  operations.close();
  jest.useRealTimers();
});

/** As when Apollo Server has answered the operation. */
async function answer(source: string, { hasErrors = false, method = 'POST' } = {}): Promise<void> {
  checked.check(source);
  const document = parse(source);
  const requestDidStart = operations.plugin.requestDidStart;
  const listener = await requestDidStart?.call(operations.plugin, {} as never);
  await listener?.willSendResponse?.({
    source,
    document,
    operation: document.definitions[0] as OperationDefinitionNode,
    queryHash: source,
    request: { http: { method } },
    response: { body: { kind: 'single', singleResult: hasErrors ? { errors: [{ message: 'x' }] } : { data: {} } } },
  } as unknown as GraphQLRequestContextWillSendResponse<RequestContext>);
}

async function repeat(times: number, source: string, how = {}): Promise<void> {
  for (let count = 0; count < times; count += 1) await answer(source, how);
}

const isCompiled = (source: string) => operations.find(source, undefined) !== null;

describe('an operation', () => {
  it('is compiled once it was answered three times', async () => {
    await repeat(2, SHOP);
    expect(isCompiled(SHOP)).toBe(false);
    await answer(SHOP);
    expect(isCompiled(SHOP)).toBe(true);
  });

  it.each([
    ['answered with errors', { hasErrors: true }],
    ['sent over GET', { method: 'GET' }],
  ])('is not compiled if it was %s', async (_what, how) => {
    await repeat(20, SHOP, how);
    expect(isCompiled(SHOP)).toBe(false);
  });

  it('is not compiled if it has very many fields, or if its size is unknown', async () => {
    const many = Array.from({ length: 20 }, (_, index) => `query Q${index} { plans { ${PLAN} } }`).join(' ');
    await repeat(5, many);
    expect(checked.sizeOf(many)).toBeGreaterThan(150);
    expect(isCompiled(many)).toBe(false);
    checked = new CheckedOperations(buildSchema());
    await repeat(5, SHOP);
    expect(isCompiled(SHOP)).toBe(false);
  });

  it('that is used much is not replaced by rotating ones', async () => {
    await repeat(3, SHOP);
    for (let count = 0; count < 20; count += 1) operations.find(SHOP, undefined);
    for (let count = 0; count < 100; count += 1) {
      await repeat(4, large(`Q${count}`));
      jest.advanceTimersByTime(1_000);
    }
    expect(isCompiled(SHOP)).toBe(true);
  });

  it('makes room when it is no longer used', async () => {
    const old = Array.from({ length: 70 }, (_, index) => large(`Old${index}`));
    for (const source of old) {
      await repeat(3, source);
      jest.advanceTimersByTime(500);
    }
    expect(isCompiled(large('Old1'))).toBe(true);
    await repeat(3, large('New'));
    expect(isCompiled(large('New'))).toBe(false);
    jest.advanceTimersByTime(5 * MINUTE_MS);
    for (let count = 0; count < 5; count += 1) {
      jest.advanceTimersByTime(1_000);
      await answer(large('New'));
    }
    expect(isCompiled(large('New'))).toBe(true);
  });
});
