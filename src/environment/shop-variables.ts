import { statSync } from 'node:fs';
import { extname } from 'node:path';
import { z } from 'zod';
import { logoTypes } from '../shop/shop.ts';

const MAX_LOGO_BYTES = 512 * 1024;
const webUrl = z.url({ protocol: /^https?$/, error: 'is not an http(s) URL' });
const oneLine = (maxLength: number) =>
  z
    .string()
    .trim()
    .max(maxLength, `is longer than ${maxLength} characters`)
    .regex(
      /^[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]*[^\p{Cc}\p{Z}\p{Cf}][^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u,
      'is not one line of text',
    );

/** The shop's own face. */
export const shopVariables = {
  SHOP_NAME: oneLine(100).optional(),
  SHOP_LOGO_URL: webUrl.optional(),
  SHOP_LOGO_FILE: z.string().superRefine(checkLogo).optional(),
  SHOP_COLOR: z
    .string()
    .regex(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i, 'is not a colour such as #5c2d91')
    .default('#5c2d91'),
  SHOP_EMAIL: z
    .string()
    .regex(/^[^\s<>,;:"@]+@[^\s<>,;:"@]+$/, 'is not an e-mail address')
    .optional(),
  SHOP_PHONE: z
    .string()
    .trim()
    .regex(/^\+?\d[\d ()/-]{5,28}\d$/, 'is not a telephone number')
    .optional(),
  SHOP_ADDRESS: oneLine(200).optional(),
  SHOP_PAN: z
    .string()
    .regex(/^\d{9}$/, 'is not nine digits')
    .optional(),
  TERMS_URL: webUrl.optional(),
  PRIVACY_URL: webUrl.optional(),
  REFUNDS_URL: webUrl.optional(),
  ANALYTICS_SCRIPT_URL: webUrl.optional(),
};

function checkLogo(file: string, context: z.RefinementCtx): void {
  const fault = faultOfLogo(file);
  if (fault !== null) context.addIssue({ code: 'custom', message: fault });
}

function faultOfLogo(file: string): string | null {
  if (!(extname(file).toLowerCase() in logoTypes)) return 'is not a .svg, .png, .jpg or .webp file';
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) return 'names no file';
  return found.size > MAX_LOGO_BYTES ? 'is larger than 512 KiB' : null;
}
