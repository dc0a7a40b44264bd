import { type Html, html } from '../html.ts';
import type { LoggedRequest } from '../journal/journal.ts';
import { shorten } from '../page-layout.ts';
import { nepalTime } from '../time.ts';

/** A request on the live page, with its answer as the client saw it. */
export function requestCard(entry: LoggedRequest): Html {
  const { number, at, method, path, headers, body, answer, faults } = entry;
  const isBad = answer === null || answer.status >= 400;
  return html`<li id="request-${number}" class="entry">
<details>
<summary><span class="soft">${number} · ${nepalTime(at).slice(11, 19)}</span> <code>${method} ${shorten(path, 120)}</code>
<strong class="${isBad ? 'bad-text' : 'good-text'}">${answer === null ? 'no answer yet' : answer.status}</strong>
${answer === null ? html`` : html`<span class="soft">${answer.ms} ms</span>`}
${faults.map((kind) => html`<span class="tag">fault: ${kind}</span>`)}</summary>
<h3>Request</h3>
<pre tabindex="0">${lines(headers)}

${pretty(body)}</pre>
<h3>Answer</h3>
<pre tabindex="0">${answer === null ? 'None so far.' : pretty(answer.body)}</pre>
</details>
</li>`;
}

function lines(headers: LoggedRequest['headers']): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('\n');
}

function pretty(body: unknown): string {
  if (body === undefined || body === null) return '(no body)';
  return shorten(typeof body === 'string' ? body : JSON.stringify(body, null, 2), 5000);
}
