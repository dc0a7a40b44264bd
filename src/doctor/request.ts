import { get as getHttp, type IncomingHttpHeaders } from 'node:http';
import { get as getHttps } from 'node:https';
import { TLSSocket } from 'node:tls';

const MAX_BODY_CHARACTERS = 64 * 1024;

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** Until when the certificate is valid; null without TLS. */
  certifiedUntil: Date | null;
}

/** A GET request on a connection of its own. Follows no redirection. */
export function request(
  url: URL,
  { headers = {}, signal }: { headers?: Record<string, string>; signal: AbortSignal },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const get = url.protocol === 'https:' ? getHttps : getHttp;
    const sent = get(url, { headers: { 'user-agent': 'doctor', ...headers }, signal, agent: false }, (response) => {
      const { socket } = response;
      const certifiedUntil = socket instanceof TLSSocket ? new Date(socket.getPeerCertificate().valid_to) : null;
      let body = '';
      response.setEncoding('utf8').on('error', reject);
      response.on('data', (chunk: string) => {
        body += chunk;
        if (body.length > MAX_BODY_CHARACTERS) response.destroy(new Error('The answer is too long'));
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body, certifiedUntil }),
      );
    });
    sent.on('error', reject);
  });
}
