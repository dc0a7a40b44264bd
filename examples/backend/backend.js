// A backend that serves a page to customers with access. It asks once for each customer, and is told of every change.
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';

const { API_URL = 'http://localhost:4000', API_KEY, WEBHOOK_SECRET, PORT = '5000' } = process.env;
const webhook = new Webhook(WEBHOOK_SECRET);
// A real backend keeps both in its database.
const known = new Map();
let cursor = '0';

async function get(path) {
  const response = await fetch(`${API_URL}${path}`, { headers: { authorization: `Bearer ${API_KEY}` } });
  if (!response.ok) throw new Error(`${path} answers ${response.status}: ${await response.text()}`);
  return response.json();
}

/** Events come in any order, and more than once. A customer's version only grows. */
function remember(userId, access) {
  if (access.version >= (known.get(userId)?.version ?? 0)) known.set(userId, access);
}

async function mayRead(userId) {
  if (!known.has(userId)) remember(userId, await get(`/api/access?userId=${encodeURIComponent(userId)}`));
  const { hasAccess, endsAt } = known.get(userId);
  return hasAccess && Date.now() < Date.parse(endsAt);
}

/** What has happened while this backend was away. Events about payments say nothing about access. */
async function catchUp() {
  for (let hasMore = true; hasMore; ) {
    const page = await get(`/api/events?after=${cursor}`);
    for (const { data } of page.events) if ('hasAccess' in data) remember(data.userId, data);
    ({ next: cursor, hasMore } = page);
  }
}

async function receive(request) {
  const body = Buffer.concat(await request.toArray()).toString();
  const { data } = webhook.verify(body, request.headers);
  if ('hasAccess' in data) remember(data.userId, data);
}

await catchUp();
createServer(async (request, response) => {
  const [, page, userId] = request.url.split('/');
  try {
    if (page === 'webhooks') response.writeHead(await receive(request).then(() => 204)).end();
    else response.writeHead((await mayRead(userId)) ? 200 : 403).end();
  } catch (error) {
    console.error(error);
    response.writeHead(page === 'webhooks' ? 400 : 503).end();
  }
}).listen(Number(PORT), () => console.log(`Listening on http://localhost:${PORT}`));
