import { z } from 'zod';
import type { Context } from '../context.ts';
import { endpoints, faultKindNames } from '../fault-kinds.ts';
import { type Html, html } from '../html.ts';
import { settingDescriptions, settingFields } from '../settings/settings.ts';
import { nepalTime } from '../time.ts';

/** Buttons and fields for the clock, the faults and the settings. The script of the page sends what they say. */
export function controls(context: Context): Html {
  return html`<div id="controls">
<h2>Clock</h2>
<p>${nepalTime(context.now()).slice(0, 19).replace('T', ' ')} Nepal time</p>
<p class="buttons">
${[
  ['+1 min', 60],
  ['+30 min', 1800],
  ['+1 day', 86_400],
].map(
  ([label = '', seconds = 0]) =>
    html`<button data-method="POST" data-path="/simulator/clock" data-body="{&quot;advanceSeconds&quot;:${seconds}}" data-refresh="controls">${label}</button>`,
)}
</p>
<h2>Faults</h2>
${faults(context)}
<h2>Settings</h2>
<details id="settings"><summary>${Object.keys(settingFields).length} settings</summary>
${Object.entries(settingFields).map(([name, schema]) => setting(name, schema, context))}
</details>
<h2>Start again</h2>
<p class="buttons"><button class="danger" data-method="POST" data-path="/simulator/reset" data-body="{}" data-refresh="all">Reset all</button></p>
</div>`;
}

function faults({ faults }: Context): Html {
  const active = faults.list();
  return html`${
    active.length === 0
      ? html`<p>None.</p>`
      : html`<ul class="plain">${active.map((fault) => html`<li><code>${JSON.stringify(fault)}</code></li>`)}</ul>
<p class="buttons"><button data-method="PUT" data-path="/simulator/faults" data-body="[]" data-refresh="controls">Remove all faults</button></p>`
  }
<form id="fault">
<label for="fault-endpoint">At</label>
<select id="fault-endpoint" name="endpoint">${['any', ...endpoints].map((name) => option(name))}</select>
<label for="fault-kind">Fault</label>
<select id="fault-kind" name="kind">${faultKindNames.map((name) => option(name))}</select>
<label for="fault-more">More fields, as JSON</label>
<input id="fault-more" name="more" value="{&quot;times&quot;: 1}" autocomplete="off" spellcheck="false">
<p class="hint"><a href="/reference">All fields</a>, such as <code>delayMs</code>, <code>forPidx</code> and
<code>probability</code>.</p>
<button>Add the fault</button>
</form>`;
}

function setting(name: string, schema: z.ZodType, { settings }: Context): Html {
  const current = JSON.stringify(settings.values[name as keyof typeof settings.values]);
  const choices = choicesOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  const field =
    choices === undefined
      ? html`<input id="setting-${name}" data-setting="${name}" value="${current}" autocomplete="off" aria-describedby="about-${name}">`
      : html`<select id="setting-${name}" data-setting="${name}" aria-describedby="about-${name}">${choices.map((choice) => option(JSON.stringify(choice), JSON.stringify(choice) === current))}</select>`;
  return html`<div class="setting"><label for="setting-${name}"><code>${name}</code></label>${field}
<p class="hint" id="about-${name}">${(settingDescriptions[name] ?? '').replaceAll('`', '')}</p></div>`;
}

function option(value: string, isSelected = false): Html {
  return html`<option value="${value}"${isSelected ? html` selected` : html``}>${value.replaceAll('"', '')}</option>`;
}

type Json = Readonly<Record<string, unknown>>;

/** The values of a field that has only a few. */
function choicesOf(schema: Json): unknown[] | undefined {
  if (schema.type === 'boolean') return [true, false];
  if (Array.isArray(schema.enum)) return schema.enum;
  if (schema.const !== undefined) return [schema.const];
  if (!Array.isArray(schema.anyOf)) return undefined;
  const parts = schema.anyOf.map((each: Json) => choicesOf(each));
  return parts.includes(undefined) ? undefined : parts.flat();
}
