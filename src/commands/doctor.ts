import { importOnNewNode } from '../local/import-on-new-node.ts';

await importOnNewNode('npm run doctor', () => import('./run/doctor.ts'));
