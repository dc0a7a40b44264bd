import { importOnNewNode } from '../local/import-on-new-node.ts';

await importOnNewNode('npm run demo', () => import('./run/demo.ts'));
