export function isKhaltiUrl(url: URL): boolean {
  return url.protocol === 'https:' && url.port === '' && /^([a-z0-9-]+\.)*khalti\.com$/.test(url.hostname);
}
