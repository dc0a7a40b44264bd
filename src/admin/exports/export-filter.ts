import { z } from 'zod';
import { BadUserInput } from '../../errors.ts';

/** One query parameter: how it is read, and the SQL of its condition on the value `$place`. */
export interface ExportFilter {
  schema: z.ZodType<string | string[]>;
  condition: (place: string) => string;
}

const NEPAL_OFFSET = '+05:45';
const MAX_VALUES = 100;

// A parameter may be repeated, or have several values with commas.
const several = <Value extends z.ZodType<string>>(value: Value) =>
  z.preprocess(
    (given) => (Array.isArray(given) ? given : [given]).flatMap((text) => String(text).split(',')),
    z.array(value).min(1).max(MAX_VALUES),
  );
const instant = z.iso.datetime({ offset: true, error: 'must be a day, such as 2026-07-17, or an instant' });
const day = z.iso.date();
const isInRange = (value: string) => /^(19|20|21)\d\d-/.test(value);
const printable = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, 'must not have control characters');

export function oneOf(column: string, values: object): ExportFilter {
  const known = z.enum(Object.values(values) as [string, ...string[]]);
  return { schema: several(known), condition: (place) => `${column}::text = any(${place}::text[])` };
}

export function ids(column: string): ExportFilter {
  return { schema: several(z.uuid()), condition: (place) => `${column} = any(${place}::uuid[])` };
}

const paisa = z.string().regex(/^\d{1,10}$/, 'must be a whole number of paisa');

/** From an instant, or from the beginning of a day in Nepal. */
export function since(column: string): ExportFilter {
  const from = day.refine(isInRange).transform((value) => `${value}T00:00:00${NEPAL_OFFSET}`);
  return { schema: from.or(instant.refine(isInRange)), condition: (place) => `${column} >= ${place}::timestamptz` };
}

/** Before an instant, or until the end of a day in Nepal. */
export function until(column: string): ExportFilter {
  const to = day.refine(isInRange).transform((value) => `${value}T24:00:00${NEPAL_OFFSET}`);
  return { schema: to.or(instant.refine(isInRange)), condition: (place) => `${column} < ${place}::timestamptz` };
}

/** At least this number of paisa. */
export function least(column: string): ExportFilter {
  return { schema: paisa, condition: (place) => `${column} >= ${place}::bigint` };
}

/** At most this number of paisa. */
export function most(column: string): ExportFilter {
  return { schema: paisa, condition: (place) => `${column} <= ${place}::bigint` };
}

/** `true` or `false`, for a condition. */
export function flag(condition: string): ExportFilter {
  return { schema: z.enum(['true', 'false']), condition: (place) => `(${condition}) = ${place}::boolean` };
}

export function words(column: string): ExportFilter {
  return { schema: several(printable), condition: (place) => `${column} = any(${place}::text[])` };
}

/** Whether a text begins with the value. */
export function beginning(column: string): ExportFilter {
  return { schema: printable, condition: (place) => `starts_with(lower(${column}), lower(${place}::text))` };
}

export interface Conditions {
  sql: string[];
  values: (string | string[])[];
}

/** Throws `BadUserInput` for an unknown parameter or a bad value. */
export function readConditions(filters: Record<string, ExportFilter>, query: unknown): Conditions {
  const schemas = Object.entries(filters).map(([name, { schema }]) => [name, schema.optional()] as const);
  const parsed = z.strictObject(Object.fromEntries(schemas)).safeParse(query);
  if (!parsed.success) throw refuse(parsed.error.issues[0], Object.keys(filters));
  const conditions: Conditions = { sql: [], values: [] };
  for (const [name, value] of Object.entries(parsed.data)) {
    const filter = filters[name];
    if (!filter || value === undefined) continue;
    conditions.values.push(value);
    conditions.sql.push(`(${filter.condition(`$${conditions.values.length}`)})`);
  }
  return conditions;
}

function refuse(issue: z.core.$ZodIssue | undefined, names: string[]): BadUserInput {
  if (issue?.code === 'unrecognized_keys') {
    const [unknown = ''] = issue.keys;
    return new BadUserInput(unknown.slice(0, 50), `There is no such filter. There are: ${names.join(', ')}.`);
  }
  const name = String(issue?.path[0] ?? '');
  return new BadUserInput(name, `The value of ${name} is not valid: ${issue?.message ?? 'unknown'}.`);
}
