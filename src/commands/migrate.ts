import { importOnNewNode } from '../local/import-on-new-node.ts';

await importOnNewNode('npm run migrate', () => import('./run/migrate.ts'));
