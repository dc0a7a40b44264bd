import { extname, resolve } from 'node:path';
import { type Shop } from '../shop/shop.ts';
import { shopColor } from '../shop/shop-color.ts';
import { type Environment } from './environment.ts';

export function shopOf(env: Environment, publicUrl: string): Shop {
  const file = env.SHOP_LOGO_FILE;
  const ownLogo = file === undefined ? null : `${publicUrl}/shop/logo${extname(file).toLowerCase()}`;
  return {
    name: env.SHOP_NAME ?? new URL(publicUrl).hostname,
    givenName: env.SHOP_NAME ?? null,
    logoUrl: env.SHOP_LOGO_URL ?? ownLogo,
    logoFile: file === undefined ? null : resolve(file),
    color: shopColor(env.SHOP_COLOR),
    email: env.SHOP_EMAIL ?? (env.NODE_ENV === 'production' ? null : 'shop@example.com'),
    phone: env.SHOP_PHONE ?? null,
    address: env.SHOP_ADDRESS ?? null,
    pan: env.SHOP_PAN ?? null,
    isVatRegistered: env.SHOP_VAT_REGISTERED,
    isTaxInvoice: env.SHOP_RECEIPT_NAME === 'tax-invoice',
    termsUrl: env.TERMS_URL ?? null,
    privacyUrl: env.PRIVACY_URL ?? null,
    refundsUrl: env.REFUNDS_URL ?? null,
    analyticsScriptUrl: env.ANALYTICS_SCRIPT_URL ?? null,
  };
}
