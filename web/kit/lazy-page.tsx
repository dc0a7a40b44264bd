import { type ComponentType, lazy, useSyncExternalStore } from 'react';

/** The file of a page did not arrive: there is no connection, or a new release has removed it. */
export class PageNotLoaded extends Error {}

interface LazyPage {
  (): React.JSX.Element;
  load(): Promise<unknown>;
}

const failed = new Set<() => void>();
const listeners = new Set<() => void>();

/** A page in a file of its own. Unlike React's `lazy`, it loads again after a failure. */
export function lazyPage(load: () => Promise<ComponentType>): LazyPage {
  let loading: Promise<{ default: ComponentType }> | null = null;
  let Current = create();

  const start = () => {
    loading ??= load().then(
      (component) => ({ default: component }),
      (cause: unknown) => {
        failed.add(reset);
        throw new PageNotLoaded('A page was not loaded.', { cause });
      },
    );
    return loading;
  };
  function create() {
    return lazy(() => start());
  }
  function reset() {
    loading = null;
    Current = create();
  }
  function Page() {
    const Shown = useSyncExternalStore(subscribe, () => Current);
    return <Shown />;
  }
  return Object.assign(Page, { load: start });
}

/** Pages that failed to load are loaded again when they are rendered next. */
export function forgetFailedPages(): void {
  for (const reset of failed) reset();
  failed.clear();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
