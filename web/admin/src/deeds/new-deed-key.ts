/** An idempotency key. `crypto.randomUUID` is missing where the page is served without TLS from another machine. */
export function newDeedKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
