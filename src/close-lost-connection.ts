import { type Worker } from 'node:cluster';

interface Connection {
  close(): void;
}

/** To which process a connection was handed last: one that was closing hands it back, and another gets it. */
const takers = new WeakMap<Connection, Worker>();

/**
 * A connection that is on its way to a process when that dies is forgotten by Node: nobody closes it, and its client
 * waits for ever. There is one at most, because the next is not sent before the last was taken; closing one that was
 * taken does nothing, because Node has closed it here by then.
 */
export function closeLostConnection(worker: Worker): void {
  const child = worker.process;
  const send = child.send.bind(child) as (...args: unknown[]) => boolean;
  let last: Connection | null = null;
  child.send = (...args: unknown[]) => {
    const [, handle] = args;
    if (isConnection(handle)) {
      last = handle;
      takers.set(handle, worker);
    }
    return send(...args);
  };
  worker.once('exit', () => {
    if (last && takers.get(last) === worker) last.close();
  });
}

function isConnection(handle: unknown): handle is Connection {
  return typeof handle === 'object' && handle !== null && 'close' in handle && typeof handle.close === 'function';
}
