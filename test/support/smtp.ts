import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

interface Received {
  from: string;
  to: string[];
  raw: string;
}

interface Smtp {
  url: string;
  urlWith(user: string, password: string): string;
  received: Received[];
  connections(): number;
}

interface SmtpOptions {
  port?: number;
  user?: string;
  password?: string;
  /** Its answer to a wrong password. */
  refusal?: string;
  /** The address that it refuses. */
  refuses?: string;
  /** What it answers to every message, such as `550 5.1.1 No`. */
  answers?: { mailFrom?: string; rcptTo?: string; data?: string };
}

const closing: (() => Promise<void>)[] = [];

/** A real mail server in this process. With a user, it requires that user's password. */
export async function startSmtp(options: SmtpOptions = {}): Promise<Smtp> {
  const { port = 0, user, password, refusal = 'No', refuses, answers = {} } = options;
  const received: Received[] = [];
  let connections = 0;
  const server = new SMTPServer({
    authOptional: user === undefined,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS', ...(user === undefined ? ['AUTH'] : [])],
    onConnect(_session, done) {
      connections++;
      done();
    },
    onAuth(auth, _session, done) {
      if (auth.username === user && auth.password === password) done(null, { user });
      else done(new Error(refusal));
    },
    onMailFrom(_address, _session, done) {
      done(errorOf(answers.mailFrom));
    },
    onRcptTo({ address }, _session, done) {
      done(errorOf(address === refuses ? '550 No such mailbox' : answers.rcptTo));
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        const error = errorOf(answers.data);
        if (!error) received.push({ from, to, raw: Buffer.concat(chunks).toString() });
        done(error);
      });
    },
  });
  server.on('error', () => {});
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  const host = `127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  return {
    url: `smtp://${host}`,
    urlWith: (name, secret) => `smtp://${encodeURIComponent(name)}:${encodeURIComponent(secret)}@${host}`,
    received,
    connections: () => connections,
  };
}

function errorOf(answer: string | undefined): Error | null {
  if (answer === undefined) return null;
  return Object.assign(new Error(answer.slice(4)), { responseCode: Number(answer.slice(0, 3)) });
}

/** Returns the URL of a server that accepts connections and sends nothing. */
export async function startSilentServer(): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function closeServers(): Promise<void> {
  await Promise.all(closing.splice(0).map((close) => close()));
}
