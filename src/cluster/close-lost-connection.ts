import { type Worker } from 'node:cluster';

interface Connection {
  close(): void;
}

/** The process that got a connection last: a closing process returns it, and another process gets it. */
const receivers = new WeakMap<Connection, Worker>();

/**
 * Closes the connection that was on its way to a process when the process died. Node forgets it, and its client would wait
 * endlessly. There is at most one, because Node waits for each to be received. See docs/decisions/node-cluster-patch.md.
 */
export function closeLostConnection(worker: Worker): void {
  const child = worker.process;
  const send = child.send.bind(child) as (...args: unknown[]) => boolean;
  let last: Connection | null = null;
  child.send = (...args: unknown[]) => {
    const [, handle] = args;
    if (isConnection(handle)) {
      last = handle;
      receivers.set(handle, worker);
    }
    return send(...args);
  };
  worker.once('exit', () => {
    if (last && receivers.get(last) === worker) last.close();
  });
}

function isConnection(handle: unknown): handle is Connection {
  return typeof handle === 'object' && handle !== null && 'close' in handle && typeof handle.close === 'function';
}
