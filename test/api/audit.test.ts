import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { type App, startApp } from '../support/app.ts';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe('GraphQL over HTTP', () => {
  const audits = serverAudits({ url: () => `${app.url}/graphql`, fetchFn: fetch });

  it.each(audits.filter(({ name }) => name.startsWith('MUST')).map(({ id, name, fn }) => [id, name, fn] as const))(
    '%s %s',
    async (_id, _name, fn) => {
      const { status, ...rest } = await fn();
      expect({ status, ...(status === 'ok' ? {} : rest) }).toEqual({ status: 'ok' });
    },
  );
});
