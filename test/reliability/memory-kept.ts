import { once } from 'node:events';
import { WebSocket } from 'ws';
import { residentMb } from './resident-mb.ts';
import { type RestartedProgram } from './restarted-program.ts';

/** The resident memory of an inspected program after all its garbage was collected, in MB: what it keeps. */
export async function memoryKept(program: RestartedProgram): Promise<number> {
  const inspector = new WebSocket(program.inspectorUrl);
  await once(inspector, 'open');
  inspector.send(JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' }));
  await once(inspector, 'message');
  inspector.close();
  return residentMb(program.pid);
}
