import { z } from 'zod';
import type { Order } from './payments.ts';
import type { Settings } from './settings.ts';

const BLANK = 'This field may not be blank.';
const INVALID_URL = 'Enter a valid URL.';
const INVALID_INTEGER = 'A valid integer is required.';
const INVALID_TEXT = 'Not a valid string.';
const TOO_SMALL = 'Amount should be greater than Rs. 10, that is 1000 paisa.';
const MINIMUM_PAISA = 1000;

export type Refusals = Record<string, string[]>;

/** Khalti's rules for the body of an initiation, and Khalti's words where one is broken. */
export function validateInitiate(body: unknown, settings: Settings): { order: Order } | { refusals: Refusals } {
  const result = initiateSchema(settings).safeParse(body ?? {});
  if (!result.success) return { refusals: refusalsByField(result.error.issues) };
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

/** Unknown fields, `merchant_*` among them, are let through. */
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
      { error: 'Invalid data. Expected a dictionary.' },
    )
    .superRefine((order, context) => {
      const parts = order.amount_breakdown;
      if (parts == null || parts.length === 0) return;
      const sum = parts.reduce((total, part) => total + part.amount, 0);
      if (sum !== order.amount) {
        context.addIssue({ code: 'custom', path: ['amount'], message: 'Amount Breakdown mismatch.' });
      }
    });
}

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
    (value) => (acceptsAmountAsText && typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value),
    integer
      .min(MINIMUM_PAISA, TOO_SMALL)
      .max(ceilingPaisa ?? Number.MAX_SAFE_INTEGER, `Amount must be less than ${(ceilingPaisa ?? 0) / 100}.`),
  );
}

const customerInfo = z.object(
  { name: text.optional(), email: text.optional(), phone: text.optional() },
  { error: 'Invalid data. Expected a dictionary.' },
);

const LIST = 'Expected a list of items.';
const breakdown = z.array(z.object({ label: text, amount: integer }, { error: LIST }), { error: LIST });
const productDetails = z.array(
  z.object(
    { identity: text, name: text, total_price: integer, quantity: integer, unit_price: integer },
    { error: LIST },
  ),
  { error: LIST },
);

function isWebUrl(value: string): boolean {
  if (/\s/.test(value) || !/^https?:\/\//i.test(value)) return false;
  return URL.canParse(value);
}

function refusalsByField(issues: readonly { path: readonly PropertyKey[]; message: string }[]): Refusals {
  const refusals: Refusals = {};
  for (const { path, message } of issues) {
    const field = String(path[0] ?? 'non_field_errors');
    const messages = refusals[field] ?? [];
    refusals[field] = messages.includes(message) ? messages : [...messages, message];
  }
  return refusals;
}
