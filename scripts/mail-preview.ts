import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { escapeHtml } from '../src/mail/safe-text.ts';
import { nepaliSamples, samples } from './mail-samples.ts';

// `npm run mail:preview`: writes every message with sample data, to view in a browser.
const folder = resolve('.data/mail-preview');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const inNepali = Object.entries(nepaliSamples).map(([name, message]) => [`nepali-${name}`, message] as const);
const items = [...Object.entries(samples), ...inNepali].map(([name, { subject, text, html }]) => {
  writeFileSync(join(folder, `${name}.html`), html);
  writeFileSync(join(folder, `${name}.txt`), text);
  return `<li><a href="${name}.html">${name}</a> (<a href="${name}.txt">text</a>): ${escapeHtml(subject)}</li>`;
});
const index = join(folder, 'index.html');
writeFileSync(
  index,
  `<!doctype html>\n<meta charset="utf-8">\n<meta name="color-scheme" content="light dark">\n<title>Messages</title>\n<ul>\n${items.join('\n')}\n</ul>\n`,
);
console.log(index);
