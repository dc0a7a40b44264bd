import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export interface TestIdentityProvider {
  env: { AUTH_JWKS_URL: string; AUTH_ISSUER: string; AUTH_AUDIENCE: string };
  /** A token as the provider issues them, unless told otherwise. */
  token(
    claims: JWTPayload,
    changes?: { issuer?: string; audience?: string; expires?: string; issued?: string; kid?: string },
  ): Promise<string>;
  /** How often its keys were asked for. */
  asked(): number;
  goDown(): void;
  recover(): void;
  close(): Promise<void>;
}

/** Serves its keys over HTTP and signs tokens with them. */
export async function startIdentityProvider(): Promise<TestIdentityProvider> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }] };
  let isAway = false;
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    if (isAway) response.writeHead(503).end();
    else response.setHeader('content-type', 'application/json').end(JSON.stringify(keys));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = { AUTH_JWKS_URL: `${url}/keys`, AUTH_ISSUER: `${url}/`, AUTH_AUDIENCE: 'the-shop' };
  return {
    env,
    token: (
      claims,
      { issuer = env.AUTH_ISSUER, audience = env.AUTH_AUDIENCE, expires = '5m', issued = '0s', kid = 'one' } = {},
    ) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(issued)
        .setExpirationTime(expires)
        .sign(privateKey),
    asked: () => asked,
    goDown: () => {
      isAway = true;
    },
    recover: () => {
      isAway = false;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
