import { z } from 'zod';
import { InvalidInput, parse } from '../parse.ts';

/** A start that cannot go on. Its message is for the person who started it. */
export class InvalidStart extends Error {}

/** Reads the text of a flag or a variable as its schema wants it: as it is, or as JSON. `source` names it in an error. */
export function readText(source: string, schema: z.ZodType, text: string): unknown {
  const asText = schema.safeParse(text);
  if (asText.success) return asText.data;
  try {
    return parse(schema, jsonOf(text));
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const expected = expectation(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
    throw new InvalidStart(
      expected === undefined
        ? `${source} is invalid: ${error.message}.`
        : `${source} must be ${expected}. It is "${text}".`,
    );
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

type Json = Readonly<Record<string, unknown>>;

/** Undefined for what one sentence does not describe. */
function expectation(schema: Json): string | undefined {
  if (schema.format === 'uri') return 'a URL, such as http://192.168.1.20:4001';
  if (schema.maximum === 65_535) return 'a port number, such as 4001';
  if (Array.isArray(schema.enum)) return `one of ${schema.enum.join(', ')}`;
  if (schema.const !== undefined) return String(schema.const);
  if (Array.isArray(schema.anyOf)) return schema.anyOf.map((each: Json) => expectation(each) ?? 'JSON').join(' or ');
  if (schema.type === 'null') return 'null';
  if (schema.type === 'boolean') return 'true or false';
  if (schema.type !== 'integer' && schema.type !== 'number') return undefined;
  const isBounded = typeof schema.maximum === 'number' && schema.maximum < Number.MAX_SAFE_INTEGER;
  const [least, most] = [String(schema.minimum), String(schema.maximum)];
  const range = isBounded ? `from ${least} to ${most}` : `of at least ${least}`;
  return `${schema.type === 'integer' ? 'an integer' : 'a number'} ${range}`;
}
