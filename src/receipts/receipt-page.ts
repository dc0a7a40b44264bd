import { createHash } from 'node:crypto';
import { escapeHtml, inOneLine } from '../mail/safe-text.ts';
import { rupees } from '../money.ts';
import { type Shop } from '../shop/shop.ts';
import { type ReceiptWithRecipient } from './find-receipts.ts';
import { inFiscalYears } from './fiscal-year.ts';
import { nepalDay, toNepaliDate } from './nepali-calendar.ts';
import { type Receipt, ReceiptKind } from './receipt.ts';

const MONTHS = [
  ['Baisakh', 'बैशाख'],
  ['Jestha', 'जेठ'],
  ['Ashadh', 'असार'],
  ['Shrawan', 'साउन'],
  ['Bhadra', 'भदौ'],
  ['Ashwin', 'असोज'],
  ['Kartik', 'कात्तिक'],
  ['Mangsir', 'मंसिर'],
  ['Poush', 'पुस'],
  ['Magh', 'माघ'],
  ['Falgun', 'फागुन'],
  ['Chaitra', 'चैत'],
] as const;
const grouped = new Intl.NumberFormat('en-IN');
const inEnglish = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Kathmandu', dateStyle: 'long' });

const STYLE = `@page{size:A4;margin:18mm}
:root{color-scheme:light}
body{margin:0 auto;padding:24px 16px;max-width:640px;font:15px/1.5 system-ui,'Noto Sans Devanagari',sans-serif;color:#111;background:#fff}
header,h1,p{margin:0 0 16px}
h1{font-size:24px}
header img{max-width:180px;height:48px;object-fit:contain}
table{width:100%;border-collapse:collapse;margin:0 0 16px}
th,td{padding:7px 0;border-bottom:1px solid #ccc;text-align:left;vertical-align:top;font-weight:400;overflow-wrap:anywhere}
th{width:46%;padding-right:12px;color:#444}
td{font-weight:600}
.copy{display:inline-block;padding:2px 10px;border:2px solid #111;font-weight:700}
small{color:#444}
@media print{body{padding:0;max-width:none;font-size:12px}th,td{padding:4px 0}}`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** How the seller looks and is reached now. Name, address and PAN are those of then, and stand in the receipt. */
type Seller = Pick<Shop, 'logoUrl' | 'email' | 'phone'>;

/** No script, no frame, no other host than the logo's. The one style is named by its hash. */
export function receiptPolicy({ logoUrl }: Seller): string {
  const logo = logoUrl === null ? '' : ` img-src ${new URL(logoUrl).origin};`;
  return `default-src 'none'; style-src 'sha256-${STYLE_HASH}';${logo} base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}

/** The document as HTML that prints on one A4 page, English beside Nepali. */
export function receiptPage({ receipt, recipient }: ReceiptWithRecipient, seller: Seller, isCopy: boolean): string {
  const [english, nepali] = nameOf(receipt);
  const title = `${english} ${receipt.number}`;
  const notice = english === 'Receipt' ? ['This is not a tax invoice.', 'यो कर बीजक होइन।'] : [];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${safe(title)}</title><style>${STYLE}</style></head>
<body>
<header>${logoOf(seller)}<strong>${safe(receipt.sellerName)}</strong>${lineOf(receipt.sellerAddress)}${panOf(receipt)}${lineOf(seller.phone)}${lineOf(seller.email)}</header>
<main><h1>${english} / <span lang="ne">${nepali}</span></h1>
${isCopy ? '<p class="copy">Copy / <span lang="ne">प्रतिलिपि</span></p>' : ''}
<table>
${rowsOf(receipt).concat(rowsOfRecipient(recipient)).map(asRow).join('\n')}
</table>
<table>
${sumsOf(receipt).map(asRow).join('\n')}
</table>
<p><small>${notice.map((line, index) => (index === 1 ? `<span lang="ne">${line}</span>` : line)).join(' ')}</small></p>
</main></body></html>
`;
}

type Row = readonly [english: string, nepali: string, value: string | null];

function nameOf({ kind, isTaxInvoice }: Receipt): readonly [string, string] {
  if (kind === ReceiptKind.CREDIT_NOTE) return ['Credit note', 'क्रेडिट नोट'];
  return isTaxInvoice ? ['Tax invoice', 'कर बीजक'] : ['Receipt', 'रसिद'];
}

function rowsOf(receipt: Receipt): Row[] {
  const isCredit = receipt.kind === ReceiptKind.CREDIT_NOTE;
  return [
    ['Number', 'नम्बर', receipt.number],
    ['Fiscal year', 'आर्थिक वर्ष', inFiscalYears(receipt.fiscalYear).replace('-', '/')],
    ['For the document', 'सम्बन्धित कागजात', receipt.receiptNumber],
    ['Date', 'मिति', inBothCalendars(receipt.issuedAt)],
    isCredit
      ? ['Refunded on', 'फिर्ता मिति', inBothCalendars(receipt.paidAt)]
      : ['Paid on', 'भुक्तानी मिति', inBothCalendars(receipt.paidAt)],
    ['Plan', 'योजना', `${receipt.planName}, ${receipt.durationDays} ${receipt.durationDays === 1 ? 'day' : 'days'}`],
    ['Payment number', 'भुक्तानी नम्बर', receipt.payment.id],
    ['Khalti transaction', 'खल्ती कारोबार नम्बर', receipt.transactionId],
  ];
}

function rowsOfRecipient(recipient: ReceiptWithRecipient['recipient']): Row[] {
  if (!recipient) return [['Customer', 'ग्राहक', 'Erased on request']];
  return [
    ['Customer', 'ग्राहक', recipient.name],
    ['E-mail', 'इमेल', recipient.email],
  ];
}

function sumsOf({ kind, totalPaisa, vatPaisa }: Receipt): Row[] {
  const total: Row =
    kind === ReceiptKind.CREDIT_NOTE
      ? ['Refunded', 'फिर्ता रकम', inRupees(totalPaisa)]
      : ['Total paid', 'जम्मा भुक्तानी', inRupees(totalPaisa)];
  if (vatPaisa === null) return [total];
  return [
    ['Before VAT', 'करअघिको रकम', inRupees(totalPaisa - vatPaisa)],
    ['VAT 13 %', 'मूल्य अभिवृद्धि कर १३ %', inRupees(vatPaisa)],
    total,
  ];
}

function inBothCalendars(at: Date): string {
  const date = toNepaliDate(nepalDay(at));
  const [english, nepali] = (date && MONTHS[date.month - 1]) ?? [];
  if (!date) return inEnglish.format(at);
  const { day, year } = date;
  return `${inEnglish.format(at)} / ${day} ${english} ${year} / ${inNepaliDigits(day)} ${nepali} ${inNepaliDigits(year)}`;
}

function inNepaliDigits(number: number): string {
  return String(number).replace(/\d/g, (digit) => String.fromCodePoint(0x966 + Number(digit)));
}

function inRupees(paisa: number): string {
  const [whole = '', cents = ''] = rupees(paisa).split('.');
  return `Rs ${grouped.format(BigInt(whole))}.${cents}`;
}

function panOf({ sellerPan, vatPaisa }: Receipt): string {
  if (sellerPan === null) return '';
  return lineOf(vatPaisa === null ? `PAN / प्यान: ${sellerPan}` : `VAT number / भ्याट नम्बर: ${sellerPan}`);
}

function logoOf({ logoUrl }: Seller): string {
  return logoUrl === null ? '' : `<img src="${safe(logoUrl)}" alt=""><br>`;
}

function lineOf(text: string | null): string {
  return text === null ? '' : `<br>${safe(text)}`;
}

function asRow([english, nepali, value]: Row): string {
  if (value === null) return '';
  return `<tr><th scope="row">${english} / <span lang="ne">${nepali}</span></th><td>${safe(value)}</td></tr>`;
}

function safe(text: string): string {
  return escapeHtml(inOneLine(text));
}
