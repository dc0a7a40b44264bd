import { z } from 'zod';
import {
  BLANK,
  BREAKDOWN_MISMATCH,
  INVALID_INTEGER,
  INVALID_NUMBER,
  INVALID_TEXT,
  INVALID_URL,
  IS_NULL,
  NOT_A_LIST,
  NOT_AN_OBJECT,
  REQUIRED,
  TOO_SMALL,
  tooLarge,
} from './khalti-messages.ts';
import { MINIMUM_PAISA, parsePaisa } from './paisa.ts';
import type { Settings } from './settings/settings.ts';

/** Khalti's rules for an initiation. Unknown fields are accepted. Documented for `merchant_*`, assumed for the rest. */
export function initiateSchema(settings: Settings) {
  const { text, url, integer, unitPrice, object } = fieldsFor(settings);
  const ceiling = settings.ceilingPaisa ?? Number.MAX_SAFE_INTEGER;
  const amount = integer((schema) => schema.min(MINIMUM_PAISA, TOO_SMALL).max(ceiling, tooLarge(ceiling)));
  const line = object({ label: text, amount: integer() });
  const product = object({
    identity: text,
    name: text,
    total_price: integer(),
    quantity: integer(),
    unit_price: unitPrice,
  });
  return z
    .looseObject(
      {
        return_url: url,
        website_url: url,
        amount,
        purchase_order_id: text,
        purchase_order_name: text,
        // Observed: blank values are refused.
        customer_info: object({ name: text.optional(), email: text.optional(), phone: text.optional() }).nullish(),
        amount_breakdown: z.array(line, { error: NOT_A_LIST }).nullish(),
        product_details: z.array(product, { error: NOT_A_LIST }).nullish(),
      },
      { error: NOT_AN_OBJECT },
    )
    .superRefine((order, context) => {
      const parts = order.amount_breakdown;
      if (parts == null || parts.length === 0) return;
      const sum = parts.reduce((total, part) => total + part.amount, 0);
      if (sum !== order.amount) context.addIssue({ code: 'custom', path: ['amount'], message: BREAKDOWN_MISMATCH });
    });
}

/** The kinds of fields, as the settings read them. */
function fieldsFor({ absentFieldSays, acceptsAmountAsText, acceptsFractionalUnitPrice }: Settings) {
  const messageFor = (input: unknown, invalid: string): string => {
    if (input !== undefined && input !== null) return invalid;
    if (absentFieldSays === 'blank') return BLANK;
    return input === null ? IS_NULL : REQUIRED;
  };
  const text = z
    .preprocess(
      (value) => (typeof value === 'number' ? String(value) : value),
      z.string({ error: ({ input }) => messageFor(input, INVALID_TEXT) }),
    )
    .refine((value) => value.trim() !== '', BLANK);
  const url = text.superRefine((value, context) => {
    if (value.trim() !== '' && !isWebUrl(value)) context.addIssue({ code: 'custom', message: INVALID_URL });
  });
  const anInteger = z.int({ error: ({ input }) => messageFor(input, INVALID_INTEGER) });
  const integer = (limit = (schema: typeof anInteger) => schema) =>
    z.preprocess((value) => parsePaisa(value, acceptsAmountAsText) ?? value, limit(anInteger));
  const fraction = z.preprocess(
    (value) =>
      acceptsAmountAsText && typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value,
    z.number({ error: ({ input }) => messageFor(input, INVALID_NUMBER) }),
  );
  return {
    text,
    url,
    integer,
    unitPrice: acceptsFractionalUnitPrice ? fraction : integer(),
    object: <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.looseObject(shape, { error: NOT_AN_OBJECT }),
  };
}

function isWebUrl(value: string): boolean {
  if (/\s/.test(value) || !/^https?:\/\//i.test(value)) return false;
  return URL.canParse(value);
}
