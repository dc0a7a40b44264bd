import { InvalidDatabaseUrl, readDatabaseUrl } from '../database/read-database-url.ts';

export function faultsOfDatabaseUrl(url: string): string[] {
  try {
    readDatabaseUrl(url);
    return [];
  } catch (error) {
    if (error instanceof InvalidDatabaseUrl) return [...error.faults];
    throw error;
  }
}

const EXPOSED =
  'sends passwords and payments over the network without encryption: add sslmode=verify-full and sslrootcert, or sslmode=disable for a private network';

/** Of a URL without other faults. */
export function faultsOfExposure(url: string): string[] {
  return readDatabaseUrl(url).isExposed ? [EXPOSED] : [];
}
