import { importOnNewNode } from './local/import-on-new-node.ts';

void importOnNewNode('npm start', () => import('./program.ts'));
