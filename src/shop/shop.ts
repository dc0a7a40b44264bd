import { type ShopColor } from './shop-color.ts';

/** The shop's own face: on pages, in mails and on receipts. Null: not given, so nothing is shown. */
export interface Shop {
  /** On receipts and in mails: `givenName`, else what stands for it. */
  name: string;
  /** As `SHOP_NAME` says. Null: the pages call the shop "Subscriptions", in their language. */
  givenName: string | null;
  /** Absolute, for pages, mails and receipts. */
  logoUrl: string | null;
  /** The file that this server sends at `logoUrl`. Null: `logoUrl` is elsewhere. */
  logoFile: string | null;
  color: ShopColor;
  email: string | null;
  phone: string | null;
  /** In one line. */
  address: string | null;
  /** The nine digits of the Permanent Account Number. */
  pan: string | null;
  /** Whether `pan` is a VAT number, and receipts show the VAT that prices contain. */
  isVatRegistered: boolean;
  /** Whether the tax office lets the shop call its receipts so. */
  isTaxInvoice: boolean;
  termsUrl: string | null;
  privacyUrl: string | null;
  refundsUrl: string | null;
  analyticsScriptUrl: string | null;
}

/** The names of the types of image that a logo can have, by the end of its file's name. */
export const logoTypes: Readonly<Record<string, string>> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
};
