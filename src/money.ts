import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

/** The least amount that Khalti accepts, according to its documentation: Rs 10. */
export const MIN_PAYABLE_PAISA = 1000;
/** What a column of the database holds. */
export const MAX_PAISA = 2_147_483_647;

/** 135000 → "1350.00". Amounts are integers in paisa everywhere else; no float is ever used. */
export function rupees(paisa: number): string {
  const digits = String(Math.abs(paisa)).padStart(3, '0');
  return `${paisa < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const exactDecimal = /^-?\d+\.\d{2}$/;

function parseDecimal(value: unknown): string {
  if (typeof value === 'string' && exactDecimal.test(value)) return value;
  throw new GraphQLError('Decimal is a string with two decimals, such as "1350.00".');
}

/** A string, so that no client rounds money. graphql-scalars has no exact decimal. */
export const Decimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description: 'An exact amount of rupees with two decimals, as a string: `"1350.00"`.',
  serialize: parseDecimal,
  parseValue: parseDecimal,
  parseLiteral: (node) => parseDecimal(node.kind === Kind.STRING ? node.value : undefined),
});
