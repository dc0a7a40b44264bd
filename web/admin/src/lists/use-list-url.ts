import { useLocation, useSearch } from 'wouter';

export interface ListUrl {
  get(name: string): string | null;
  all(name: string): string[];
  /** The address with other values; null removes one. The list then begins at its first page. */
  with(changes: Record<string, string | string[] | null>): string;
  go(changes: Record<string, string | string[] | null>): void;
}

/** The filters, the order and the page of a list are in the address: it can be kept, sent and opened again. */
export function useListUrl(): ListUrl {
  const [path, navigate] = useLocation();
  const query = new URLSearchParams(useSearch());
  const change: ListUrl['with'] = (changes) => {
    const next = new URLSearchParams(query);
    next.delete('after');
    for (const [name, value] of Object.entries(changes)) {
      next.delete(name);
      for (const each of value === null ? [] : [value].flat()) if (each !== '') next.append(name, each);
    }
    return next.size === 0 ? path : `${path}?${next}`;
  };
  return {
    get: (name) => query.get(name),
    all: (name) => query.getAll(name),
    with: change,
    go: (changes) => navigate(change(changes)),
  };
}
