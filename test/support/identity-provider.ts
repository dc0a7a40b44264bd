import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

export interface TokenChanges {
  issuer?: string;
  /** Null: none. */
  audience?: string | null;
  expires?: string;
  issued?: string;
  /** `RS256`, `ES256`, `EdDSA`, or one that `rotate` has added. The algorithm is that of the key. */
  kid?: string;
}

export interface TestIdentityProvider {
  env: { AUTH_JWKS_URL: string; AUTH_ISSUER: string; AUTH_AUDIENCE: string };
  userinfoUrl: string;
  /** What userinfo answers. Null: HTTP 503. */
  userinfo: object | null;
  /** How often the keys were fetched. */
  keysFetched: number;
  /** A valid token, except for the changes. */
  token(claims: JWTPayload, changes?: TokenChanges): Promise<string>;
  /** Adds a key of this id. */
  rotate(kid: string): Promise<void>;
  goDown(): void;
  recover(): void;
  close(): Promise<void>;
}

interface Key {
  alg: string;
  privateKey: CryptoKey;
}

/** Serves its public keys over HTTP, and signs tokens. */
export async function startIdentityProvider(): Promise<TestIdentityProvider> {
  const published: JWK[] = [];
  const keys = new Map<string, Key>();
  const rsa = await addKey('RS256', 'RS256');
  for (const alg of ['ES256', 'EdDSA']) await addKey(alg, alg);
  let isDown = false;
  const server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = { AUTH_JWKS_URL: `${url}/keys`, AUTH_ISSUER: `${url}/`, AUTH_AUDIENCE: 'the-shop' };
  const provider: TestIdentityProvider = {
    env,
    userinfoUrl: `${url}/userinfo`,
    userinfo: null,
    keysFetched: 0,
    token(claims, changes = {}) {
      const { issuer = env.AUTH_ISSUER, audience = env.AUTH_AUDIENCE, kid = 'RS256' } = changes;
      // Of an id that the provider does not have: signed all the same.
      const { alg, privateKey } = keys.get(kid) ?? rsa;
      const token = new SignJWT(claims)
        .setProtectedHeader({ alg, kid })
        .setIssuer(issuer)
        .setIssuedAt(changes.issued ?? '0s')
        .setExpirationTime(changes.expires ?? '5m');
      return (audience === null ? token : token.setAudience(audience)).sign(privateKey);
    },
    async rotate(kid) {
      await addKey(kid, 'ES256');
    },
    goDown: () => {
      isDown = true;
    },
    recover: () => {
      isDown = false;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return provider;

  async function addKey(kid: string, alg: string): Promise<Key> {
    const { publicKey, privateKey } = await generateKeyPair(alg);
    published.push({ ...(await exportJWK(publicKey)), kid, alg, use: 'sig' });
    const key = { alg, privateKey };
    keys.set(kid, key);
    return key;
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const isUserinfo = request.url === '/userinfo';
    if (!isUserinfo) provider.keysFetched += 1;
    const body = isUserinfo ? provider.userinfo : { keys: published };
    if (isDown || body === null) response.writeHead(503).end();
    else if (isUserinfo && !request.headers.authorization?.startsWith('Bearer ')) response.writeHead(401).end();
    else response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  }
}
