import 'reflect-metadata';
import { databaseOptions } from './src/database.ts';

// Only for MikroORM's command line, which makes and checks migrations; the program itself reads src/config.ts.
export default databaseOptions(process.env.DATABASE_URL ?? 'postgresql://localhost/none');
