/** What this browser keeps, in all tabs. Where storage is blocked, for as long as the page lives. Never a secret. */
const instead = new Map<string, string>();

export function kept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return instead.get(name) ?? null;
  }
}

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    instead.set(name, value);
  }
}

export function forget(name: string): void {
  try {
    localStorage.removeItem(name);
  } catch {
    instead.delete(name);
  }
}
