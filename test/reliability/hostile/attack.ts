import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { type HostileRequest, hostileRequest } from './hostile-requests.ts';

const AT_ONCE = 16;
const ANSWERED_WITHIN_MS = 20_000;
const SLOW_ONE_IN = 200;
const SLOW_MS = 1_000;
// What an answer must never hold: stack traces, paths, SQL, the parts of a program.
const LEAKS =
  /\bat [\w.<>]+ \(|node_modules|file:\/\/|\/src\/|\.ts:\d|\bselect\b.+\bfrom\b|\binsert into\b|relation "|syntax error at or near|ECONNREFUSED|pg_|MikroORM|thirty-two characters/i;

export interface Target {
  serverUrl: string;
  simulatorUrl: string;
}

export interface Attack {
  sent: number;
  /** How often each status was answered; 0: no answer. */
  statuses: Map<number, number>;
  /** The first answers that must not be. */
  wrong: string[];
}

/** Sends hostile requests, some of them slowly, and reads every answer. */
export async function attack(
  target: Target,
  { random, token, count }: { random: () => number; token: string; count: number },
): Promise<Attack> {
  const result: Attack = { sent: 0, statuses: new Map(), wrong: [] };
  const agent = new Agent({
    connections: AT_ONCE,
    headersTimeout: ANSWERED_WITHIN_MS,
    bodyTimeout: ANSWERED_WITHIN_MS,
  });
  const send = async () => {
    while (result.sent < count) {
      result.sent += 1;
      if (result.sent % SLOW_ONE_IN === 0) await sendSlowly(target, random);
      await judge(result, hostileRequest(random, token), target, agent);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, send));
  await agent.close();
  return result;
}

async function judge(result: Attack, hostile: HostileRequest, target: Target, agent: Agent): Promise<void> {
  const { status, text } = await sendOne(hostile, target, agent);
  result.statuses.set(status, (result.statuses.get(status) ?? 0) + 1);
  const isDeliberate = status < 500 || (status === 503 && text.includes('"retryable":true'));
  const isControlled = hostile.kind === 'simulatorControl' && status < 400;
  const leak = LEAKS.exec(withoutWhatWasSent(text, hostile))?.[0];
  if (isDeliberate && !leak && !isControlled) return;
  if (result.wrong.length < 20)
    result.wrong.push(`${hostile.kind} ${hostile.path} ${status} ${leak ?? ''}: ${text.slice(0, 300)}`);
}

async function sendOne(
  { to, method, path, headers, body }: HostileRequest,
  { serverUrl, simulatorUrl }: Target,
  dispatcher: Agent,
): Promise<{ status: number; text: string }> {
  const url = to === 'simulator' ? simulatorUrl : serverUrl;
  try {
    const response = await request(`${url}${path}`, { method, headers, body, dispatcher });
    return { status: response.statusCode, text: await response.body.text() };
  } catch {
    // The server may close the connection of a body that is too large.
    return { status: 0, text: '' };
  }
}

/** An error may quote what the client has sent. */
function withoutWhatWasSent(text: string, { body, path }: HostileRequest): string {
  const sent = `${body ?? ''} ${path}`;
  return text.replace(/\\?"[^"\\]{1,200}\\?"/g, (quoted) =>
    sent.includes(quoted.replaceAll(/[\\"]/g, '')) ? '' : quoted,
  );
}

/** A body that never ends, or an answer that is never read. */
async function sendSlowly({ serverUrl }: Target, random: () => number): Promise<void> {
  const { hostname, port } = new URL(serverUrl);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  await Promise.race([once(socket, 'connect'), sleep(SLOW_MS)]);
  const isUnread = random() < 0.5;
  const length = isUnread ? 26 : 100_000;
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: localhost:${port}\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`,
  );
  socket.write('{"query":"{plans{code id}}"}'.slice(0, 26));
  if (isUnread) socket.pause();
  setTimeout(() => socket.destroy(), SLOW_MS).unref();
}
