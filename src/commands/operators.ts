import { importOnNewNode } from '../local/import-on-new-node.ts';

await importOnNewNode('npm run operators', () => import('./run/operators.ts'));
