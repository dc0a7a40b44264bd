import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

/** 135000 → "1350.00". Paisa are integers everywhere; only this makes rupees of them, without a float in between. */
export function rupees(paisa: number): string {
  const digits = String(Math.abs(paisa)).padStart(3, '0');
  return `${paisa < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const exactDecimal = /^-?\d+\.\d{2}$/;

function parseDecimal(value: unknown): string {
  if (typeof value === 'string' && exactDecimal.test(value)) return value;
  throw new GraphQLError('Decimal is a string with two decimals, such as "1350.00".');
}

/** graphql-scalars has no exact decimal: this one is a string with two decimals, so that no client rounds money. */
export const Decimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description: 'An exact amount of rupees with two decimals, as a string: `"1350.00"`.',
  serialize: parseDecimal,
  parseValue: parseDecimal,
  parseLiteral: (node) => parseDecimal(node.kind === Kind.STRING ? node.value : undefined),
});
