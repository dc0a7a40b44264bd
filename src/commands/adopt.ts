import { importOnNewNode } from '../local/import-on-new-node.ts';

await importOnNewNode('npm run adopt', () => import('./run/adopt.ts'));
