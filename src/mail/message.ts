export interface Message {
  /** Such as `password-reset`. Part of the Message-ID and of file names, so it must not change. */
  kind: string;
  to: string;
  subject: string;
  text: string;
  html: string;
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
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Renders the same content as plain text and as HTML. */
export function composeMessage({ kind, to, subject, blocks }: Content): Message {
  const line = inOneLine(subject);
  return {
    kind,
    to: inOneLine(to),
    subject: line,
    text: `${blocks.map(asText).join('\n\n')}\n`,
    html: page(line, blocks.map(asHtml).join('\n')),
  };
}

/** Removes line ends, which could start another header, and characters that reverse the direction of text. */
export function inOneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
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

function safe(text: string): string {
  return escapeHtml(inOneLine(text));
}

/** Sets no colours, so that it is readable in dark mode. */
function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(title)}</title>
</head>
<body style="margin:0;padding:16px;font-family:sans-serif;font-size:16px;line-height:1.5">
<div style="max-width:560px">
${body}
</div>
</body>
</html>
`;
}
