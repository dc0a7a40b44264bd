import { faultFieldDescriptions } from '../fault.ts';
import { faultKinds } from '../fault-kinds.ts';
import { type Html, html } from '../html.ts';
import { settingDescriptions } from '../settings/settings.ts';

/** What the simulator understands. */
export function reference(paths: readonly (readonly [string, string])[]): Html {
  const kinds = Object.entries(faultKinds).map(([kind, { meaning, onlyAt }]): [string, string] => [
    kind,
    onlyAt === undefined ? meaning : `${meaning} Only for ${onlyAt.map((endpoint) => `\`${endpoint}\``).join(', ')}.`,
  ]);
  return html`<h2>Paths</h2>
${list(paths)}
<h2>Settings</h2>
<p>For what is undocumented, or differs between reports.</p>
${list(Object.entries(settingDescriptions))}
<h2>Fields of a fault</h2>
<p>Example: <code>[{"endpoint":"refund","kind":"silent","afterActing":true,"times":1}]</code>. An empty list removes all
faults.</p>
${list(Object.entries(faultFieldDescriptions))}
<h2>Kinds of faults</h2>
${list(kinds)}`;
}

function list(entries: readonly (readonly [string, string])[]): Html {
  return html`<dl class="paths">
${entries.map(([name, meaning]) => html`<dt><code>${name}</code></dt><dd>${withCode(meaning)}</dd>`)}
</dl>`;
}

/** Shows what stands between backticks as code. */
function withCode(text: string): Html {
  const parts = text.split('`').map((part, index) => (index % 2 === 0 ? html`${part}` : html`<code>${part}</code>`));
  return parts.reduce((before, part) => html`${before}${part}`);
}
