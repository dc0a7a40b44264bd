import { z } from 'zod';
import { MIN_PAYABLE_PAISA } from '../money.ts';

const MAX_NAME_LENGTH = 200;
const MAX_INT = 2_147_483_647;
const MAX_DAYS = 36_500;
const MAX_TRIAL_DAYS = 366;
const VISIBLE = /[^\p{White_Space}\p{C}\p{M}\p{Default_Ignorable_Code_Point}]/u;
const text = z
  .string()
  .trim()
  .max(2000)
  .regex(/^(?:[^\p{Cc}\p{Cs}]|\n)*$/u, 'must not have control characters');

const trialDays = z.int().min(1).max(MAX_TRIAL_DAYS).nullable();

/** What a plan may be, wherever it comes from: the file, or an operator. */
export const planValues = z.strictObject({
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'may have the characters a-z, 0-9 and - only, at most 64'),
  name: text.min(1).max(MAX_NAME_LENGTH).regex(VISIBLE, 'must have a visible character'),
  description: text.default(''),
  pricePaisa: z.int().min(MIN_PAYABLE_PAISA).max(MAX_INT),
  durationDays: z.int().min(1).max(MAX_DAYS),
  /** Null: no trial. */
  trialDays: trialDays.default(null),
});

/** Of a plan that exists. Its code is fixed, and what is not named stays as it is. */
export const planChanges = planValues.omit({ code: true }).extend({ description: text, trialDays }).partial();

export type PlanValues = z.infer<typeof planValues>;
export type PlanEdit = z.infer<typeof planChanges>;
