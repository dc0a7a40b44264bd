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
  /** What it says to a wrong password. */
  refusal?: string;
  /** The one address that it does not know. */
  refuses?: string;
}

const closing: (() => Promise<void>)[] = [];

/** A real mail server in this process. With a user it takes messages only from that one. */
export async function startSmtp(options: SmtpOptions = {}): Promise<Smtp> {
  const { port = 0, user, password, refusal = 'No', refuses } = options;
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
    onRcptTo({ address }, _session, done) {
      done(address === refuses ? Object.assign(new Error('No such mailbox'), { responseCode: 550 }) : null);
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        received.push({ from, to, raw: Buffer.concat(chunks).toString() });
        done();
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

/** The URL of a server that takes connections and never says a word. */
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
