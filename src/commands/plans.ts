import { importOnNewNode } from '../local/import-on-new-node.ts';

await importOnNewNode('npm run plans', () => import('./run/plans.ts'));
