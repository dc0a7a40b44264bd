import { z } from 'zod';
import {
  BLANK,
  BREAKDOWN_MISMATCH,
  INVALID_INTEGER,
  INVALID_TEXT,
  INVALID_URL,
  NOT_A_LIST,
  NOT_AN_OBJECT,
  TOO_SMALL,
  tooLarge,
} from './khalti-messages.ts';
import { MINIMUM_PAISA, parsePaisa } from './paisa.ts';
import type { Order } from './payments.ts';
import type { Settings } from './settings.ts';

type FieldErrors = Record<string, string[]>;

/** Applies Khalti's rules to the body of an initiation. */
export function validateInitiate(body: unknown, settings: Settings): { order: Order } | { errors: FieldErrors } {
  const result = initiateSchema(settings).safeParse(body ?? {});
  if (!result.success) return { errors: groupByField(result.error.issues) };
  const { return_url, website_url, amount, purchase_order_id, purchase_order_name } = result.data;
  return {
    order: {
      returnUrl: return_url,
      websiteUrl: website_url,
      amountPaisa: amount,
      purchaseOrderId: purchase_order_id,
      purchaseOrderName: purchase_order_name,
    },
  };
}

/** Unknown fields are accepted. Documented for `merchant_*`, assumed for the rest. */
function initiateSchema(settings: Settings) {
  return z
    .object(
      {
        return_url: url,
        website_url: url,
        amount: paisa(settings),
        purchase_order_id: text,
        purchase_order_name: text,
        customer_info: customerInfo.nullish(),
        amount_breakdown: breakdown.nullish(),
        product_details: productDetails.nullish(),
      },
      { error: NOT_AN_OBJECT },
    )
    .superRefine((order, context) => {
      const parts = order.amount_breakdown;
      if (parts == null || parts.length === 0) return;
      const sum = parts.reduce((total, part) => total + part.amount, 0);
      if (sum !== order.amount) {
        context.addIssue({ code: 'custom', path: ['amount'], message: BREAKDOWN_MISMATCH });
      }
    });
}

// Assumption: an absent field is refused like a blank one. Khalti's framework would say "This field is required."
const isMissing = (input: unknown): boolean => input === undefined || input === null;

const text = z
  .preprocess(
    (value) => (typeof value === 'number' ? String(value) : value),
    z.string({ error: ({ input }) => (isMissing(input) ? BLANK : INVALID_TEXT) }),
  )
  .refine((value) => value.trim() !== '', BLANK);

const url = text.superRefine((value, context) => {
  if (value.trim() !== '' && !isWebUrl(value)) context.addIssue({ code: 'custom', message: INVALID_URL });
});

const integer = z.int({ error: ({ input }) => (isMissing(input) ? BLANK : INVALID_INTEGER) });

function paisa({ acceptsAmountAsText, ceilingPaisa }: Settings) {
  return z.preprocess(
    (value) => parsePaisa(value, acceptsAmountAsText) ?? value,
    integer.min(MINIMUM_PAISA, TOO_SMALL).max(ceilingPaisa ?? Number.MAX_SAFE_INTEGER, tooLarge(ceilingPaisa ?? 0)),
  );
}

// Observed: blank values are refused, and the errors are nested. Here they are flat, under `customer_info`.
const customerInfo = z.object(
  { name: text.optional(), email: text.optional(), phone: text.optional() },
  { error: NOT_AN_OBJECT },
);

const breakdown = z.array(z.object({ label: text, amount: integer }, { error: NOT_A_LIST }), { error: NOT_A_LIST });
// Assumption: integers only. Khalti's own WooCommerce plugin sends a fractional `unit_price` (observed).
const productDetails = z.array(
  z.object(
    { identity: text, name: text, total_price: integer, quantity: integer, unit_price: integer },
    { error: NOT_A_LIST },
  ),
  { error: NOT_A_LIST },
);

function isWebUrl(value: string): boolean {
  if (/\s/.test(value) || !/^https?:\/\//i.test(value)) return false;
  return URL.canParse(value);
}

function groupByField(issues: readonly { path: readonly PropertyKey[]; message: string }[]): FieldErrors {
  const errors: FieldErrors = {};
  for (const { path, message } of issues) {
    const field = String(path[0] ?? 'non_field_errors');
    const messages = errors[field] ?? [];
    errors[field] = messages.includes(message) ? messages : [...messages, message];
  }
  return errors;
}
