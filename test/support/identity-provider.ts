import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export interface TestIdentityProvider {
  env: { AUTH_JWKS_URL: string; AUTH_ISSUER: string; AUTH_AUDIENCE: string };
  /** A valid token, except for the changes. */
  token(
    claims: JWTPayload,
    changes?: { issuer?: string; audience?: string; expires?: string; issued?: string; kid?: string },
  ): Promise<string>;
  goDown(): void;
  recover(): void;
  close(): Promise<void>;
}

/** Serves its public keys over HTTP, and signs tokens. */
export async function startIdentityProvider(): Promise<TestIdentityProvider> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }] };
  let isDown = false;
  const server = createServer((_request, response) => {
    if (isDown) response.writeHead(503).end();
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
}
