import { DEFAULT_LANGUAGE, tagOf } from '../languages/language.ts';
import { inOneLine, safe } from './safe-text.ts';
import { htmlFoot, htmlHead, type Letter, textFoot } from './shop-face.ts';

export interface Message {
  /** Such as `password-reset`. Part of the Message-ID and of file names, so it must not change. */
  kind: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Where an answer goes. Without it, to the sender. */
  replyTo?: string;
}

/** A paragraph, a table of facts, or a link. */
export type Block = string | { facts: readonly Fact[] } | { label: string; url: string };

/** Null values are omitted. */
export type Fact = readonly [name: string, value: string | null];

export interface Content {
  kind: string;
  to: string;
  subject: string;
  blocks: readonly Block[];
  /** For customers: their language, and the shop that writes. Operators are written to in English. */
  letter?: Letter;
}

/** Renders the same content as plain text and as HTML. */
export function composeMessage({ kind, to, subject, blocks, letter }: Content): Message {
  const line = inOneLine(subject);
  return {
    kind,
    to: inOneLine(to),
    subject: line,
    text: `${[...blocks.map(asText), ...(letter ? [textFoot(letter)] : [])].join('\n\n')}\n`,
    html: page(line, blocks.map(asHtml).join('\n'), letter),
    ...(letter?.shop.email ? { replyTo: letter.shop.email } : {}),
  };
}

function asText(block: Block): string {
  if (typeof block === 'string') return inOneLine(block);
  if ('facts' in block) return known(block.facts).map(asTextLine).join('\n');
  return `${inOneLine(block.label)}:\n${inOneLine(block.url)}`;
}

function asTextLine([name, value]: readonly [string, string]): string {
  return `${inOneLine(name)}: ${inOneLine(value)}`;
}

function asHtml(block: Block): string {
  if (typeof block === 'string') return `<p>${safe(block)}</p>`;
  if ('facts' in block) return `<table role="presentation">\n${known(block.facts).map(asRow).join('\n')}\n</table>`;
  return `<p><a href="${safe(block.url)}">${safe(block.label)}</a></p>`;
}

function asRow([name, value]: readonly [string, string]): string {
  const cell = 'padding:2px 16px 2px 0;vertical-align:top;text-align:left';
  return `<tr><td style="${cell}">${safe(name)}</td><td style="${cell};word-break:break-word"><b>${safe(value)}</b></td></tr>`;
}

function known(facts: readonly Fact[]): (readonly [string, string])[] {
  return facts.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}

/** Sets no colours, so that it is readable in dark mode. */
function page(title: string, body: string, letter?: Letter): string {
  return `<!doctype html>
<html lang="${tagOf(letter?.language ?? DEFAULT_LANGUAGE)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${safe(title)}</title>
</head>
<body style="margin:0;padding:16px;font-family:sans-serif;font-size:16px;line-height:1.5">
<div style="max-width:560px">
${letter ? `${htmlHead(letter)}\n` : ''}${body}${letter ? `\n${htmlFoot(letter)}` : ''}
</div>
</body>
</html>
`;
}
