import { importOnNewNode } from '../local/import-on-new-node.ts';

await importOnNewNode('npm run api-keys', () => import('./run/api-keys.ts'));
