// The script of the live page. It puts in what the server has rendered, and sends what buttons and fields say.
const result = document.querySelector('#result');

/** While lists are taken from a new page, what happens waits here. Null: it is shown at once. */
let waiting = null;

const events = new EventSource('/simulator/events');
// Also the first time: something may have happened since the page was rendered.
events.addEventListener('open', refreshAll);
events.addEventListener('error', () => say('The simulator does not answer. This page goes on when it does.'));
events.addEventListener('message', ({ data }) => {
  if (waiting === null) show(JSON.parse(data));
  else waiting.push(JSON.parse(data));
});

async function refreshAll() {
  waiting = [];
  await refresh(['payments', 'requests', 'controls']);
  const changes = waiting;
  waiting = null;
  for (const change of changes) show(change);
}

function show({ list, id, html }) {
  const item = document.getElementById(id);
  if (html === undefined) item?.remove();
  else putIn(document.getElementById(list), item, html);
  if (list === 'requests') refreshSoon();
}

/** Replaces an item or adds a new one on top, and keeps the focus and what is open. */
function putIn(list, item, html) {
  const next = new DOMParser().parseFromString(html, 'text/html').querySelector('li');
  if (item === null) {
    list.prepend(next);
    while (list.children.length > Number(list.dataset.shown)) list.lastElementChild.remove();
    return;
  }
  const focused = item.contains(document.activeElement) ? document.activeElement : null;
  const opened = item.querySelector('details')?.open;
  item.replaceWith(next);
  if (opened) next.querySelector('details').open = true;
  if (focused === null) return;
  const same = next.querySelector(focused.dataset.path ? `[data-path="${focused.dataset.path}"]` : focused.localName);
  (same ?? next.querySelector('button, a, summary'))?.focus();
}

/** Faults may end with a request. Many requests at once are one reason to look. */
let timer;
function refreshSoon() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    // Not while somebody is at them.
    if (!document.querySelector('#controls').contains(document.activeElement)) void refresh(['controls']);
  }, 300);
}

/** Takes these parts from a new page. */
async function refresh(ids) {
  const response = await fetch('/');
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const focused = document.activeElement;
  const isOpen = document.querySelector('#settings').open;
  for (const id of ids) document.getElementById(id).replaceWith(page.getElementById(id));
  document.querySelector('#settings').open = isOpen;
  if (focused?.isConnected) return;
  const same = focused?.id ? `#${focused.id}` : `#controls [data-body='${focused?.dataset.body}']`;
  document.querySelector(same)?.focus();
}

function say(text) {
  result.textContent = text;
}

/** Sends to the control API. Says what came back, and returns whether it was accepted. */
async function send(method, path, body) {
  try {
    const response = await fetch(path, jsonRequest(method, body));
    const answer = await response.json();
    say(response.ok ? `Done: ${method} ${path}` : `Refused: ${answer.error}`);
    return response.ok;
  } catch {
    say('The simulator does not answer.');
    return false;
  }
}

function jsonRequest(method, body) {
  return { method, body, headers: { 'content-type': 'application/json' } };
}

document.addEventListener('click', async ({ target }) => {
  const button = target.closest('button[data-path]');
  if (button === null) return;
  const { method, path, body, refresh: part } = button.dataset;
  if (!(await send(method, path, body))) return;
  if (part === 'all') await refreshAll();
  else if (part !== undefined) await refresh([part]);
});

document.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { endpoint, kind, more } = Object.fromEntries(new FormData(event.target));
  try {
    const fault = { endpoint, kind, ...JSON.parse(more || '{}') };
    const list = await (await fetch('/simulator/faults')).json();
    const kept = list.filter(({ timesLeft }) => timesLeft !== 0);
    const faults = kept.map(({ timesLeft, ...each }) => (timesLeft ? { ...each, times: timesLeft } : each));
    if (await send('PUT', '/simulator/faults', JSON.stringify([...faults, fault]))) await refresh(['controls']);
  } catch {
    say('The fields of the fault are not JSON.');
  }
});

document.addEventListener('change', async ({ target }) => {
  const { setting } = target.dataset;
  if (setting === undefined) return;
  await send('PUT', '/simulator/settings', `{${JSON.stringify(setting)}:${target.value.trim() || 'null'}}`);
});
