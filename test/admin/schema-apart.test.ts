import { describe, expect, it } from '@jest/globals';
import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { buildAdminSchema } from '../../src/admin/schema.ts';
import { buildSchema } from '../../src/api/schema.ts';

const OPERATORS_WORDS = /operator|audit|permission|grant|claim|reviewreason|record|attention|story|blocked|erased|fee/i;

function namesIn(type: GraphQLNamedType): string[] {
  const fields = isObjectType(type) || isInputObjectType(type) ? Object.values(type.getFields()) : [];
  const args = fields.flatMap((field) => ('args' in field ? field.args : []));
  const values = isEnumType(type) ? type.getValues() : [];
  return [type, ...fields, ...args, ...values].map(({ name }) => name);
}

// TypeGraphQL shares metadata between schemas.
describe('the public schema', () => {
  it("is the same, byte for byte, when it is built after the operators' schema", () => {
    const before = printSchema(lexicographicSortSchema(buildSchema()));
    buildAdminSchema();
    expect(printSchema(lexicographicSortSchema(buildSchema()))).toBe(before);
  });

  it('has no word of the operators', () => {
    const names = Object.values(buildSchema().getTypeMap()).flatMap(namesIn);
    // Customers see where their access comes from.
    const others = names.filter((name) => name !== 'GRANT');
    expect(others.filter((name) => OPERATORS_WORDS.test(name))).toEqual([]);
  });
});
