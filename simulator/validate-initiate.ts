import { initiateSchema } from './initiate-schema.ts';
import type { PaymentRecord } from './payment-record.ts';
import type { Order } from './payments.ts';
import type { Settings } from './settings/settings.ts';

type Path = readonly PropertyKey[];
type FieldErrors = Record<string, unknown>;

/** The settings object is replaced by each change, so its schema is too. */
const schemas = new WeakMap<Settings, ReturnType<typeof initiateSchema>>();

/** Applies Khalti's rules to the body of an initiation. */
export function validateInitiate(body: unknown, settings: Settings): { order: Order } | { errors: FieldErrors } {
  const schema = schemas.get(settings) ?? initiateSchema(settings);
  schemas.set(settings, schema);
  const result = schema.safeParse(body ?? {});
  if (!result.success) return { errors: errorsFor(result.error.issues, body, settings.nestsErrors) };
  const { return_url, website_url, amount, purchase_order_id, purchase_order_name, customer_info } = result.data;
  return {
    order: {
      returnUrl: return_url,
      websiteUrl: website_url,
      amountPaisa: amount,
      purchaseOrderId: purchase_order_id,
      purchaseOrderName: purchase_order_name,
      customerInfo: (customer_info ?? null) as PaymentRecord['customerInfo'],
      merchantFields: Object.fromEntries(
        Object.entries(result.data).filter(([name]) => name.startsWith('merchant_')),
      ) as PaymentRecord['merchantFields'],
    },
  };
}

function errorsFor(issues: readonly { path: Path; message: string }[], body: unknown, isNested: boolean): FieldErrors {
  const errors: FieldErrors = {};
  for (const { path, message } of issues) {
    const place = path.length === 0 ? ['non_field_errors'] : path;
    addError(errors, isNested ? place : place.slice(0, 1), message, body);
  }
  return errors;
}

/** Assumed for lists: as Khalti's framework does, an empty object for each item that is right. */
function addError(errors: FieldErrors, [first, ...rest]: Path, message: string, input: unknown): void {
  const field = String(first);
  const inner = typeof input === 'object' && input !== null ? (input as Record<string, unknown>)[field] : undefined;
  const [next] = rest;
  if (next === undefined) {
    const messages = (errors[field] ?? []) as string[];
    errors[field] = messages.includes(message) ? messages : [...messages, message];
  } else if (typeof next === 'number') {
    errors[field] ??= Array.isArray(inner) ? inner.map(() => ({})) : [];
    const items = errors[field] as FieldErrors[];
    const path = rest.length === 1 ? ['non_field_errors'] : rest.slice(1);
    addError(items[next] ?? {}, path, message, Array.isArray(inner) ? inner[next] : undefined);
  } else {
    errors[field] ??= {};
    addError(errors[field] as FieldErrors, rest, message, inner);
  }
}
