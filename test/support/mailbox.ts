import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Mailbox {
  url: string;
  messages: { to: string[]; subject: string; text: string }[];
  /** Whether to refuse messages with a temporary error from now on. */
  refuse(isRefusing: boolean): void;
  close(): Promise<void>;
}

/** A mail server that accepts and keeps all messages. */
export async function startMailbox(): Promise<Mailbox> {
  const messages: Mailbox['messages'] = [];
  let isRefusing = false;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo(_address, _session, done) {
      done(isRefusing ? Object.assign(new Error('Try later'), { responseCode: 451 }) : null);
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const text = decode(Buffer.concat(chunks).toString());
        const subject = /^Subject: (.*)$/m.exec(text)?.[1] ?? '';
        messages.push({ to: envelope.rcptTo.map(({ address }) => address), subject, text });
        done();
      });
    },
  });
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    messages,
    refuse(refusing) {
      isRefusing = refusing;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** Decodes quoted-printable text, as far as tests need it. */
function decode(raw: string): string {
  return raw.replaceAll('\r\n', '\n').replaceAll('=\n', '').replaceAll('=3D', '=');
}
