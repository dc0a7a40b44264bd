import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Mailbox {
  url: string;
  messages: { to: string[]; subject: string; text: string }[];
  /** Answers "try later" from now on, or takes messages again. */
  refuse(isRefusing: boolean): void;
  close(): Promise<void>;
}

/** A mail server that keeps what it takes, whoever it is for. */
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
        const text = plain(Buffer.concat(chunks).toString());
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

/** Quoted-printable as it reads, for the ASCII that is looked for. */
function plain(raw: string): string {
  return raw.replaceAll('\r\n', '\n').replaceAll('=\n', '').replaceAll('=3D', '=');
}
