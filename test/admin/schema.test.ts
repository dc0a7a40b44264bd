import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type App, startApp } from '../support/app.ts';
import { askAdmin, TestOperator } from '../support/operator.ts';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe("the operators' API", () => {
  it('says who is signed in, and what the operator may do', async () => {
    const viewer = await TestOperator.signedIn(app, 'VIEWER');
    const query = '{ me { operator { role } permissions } }';
    expect((await viewer.ask(query)).data).toEqual({ me: { operator: { role: 'VIEWER' }, permissions: ['READ'] } });
    expect((await askAdmin(app, query)).data).toEqual({ me: null });
  });

  it('ends a session', async () => {
    const viewer = await TestOperator.signedIn(app, 'VIEWER');
    expect((await viewer.ask('mutation { signOut }')).data).toEqual({ signOut: true });
    expect((await viewer.ask('{ me { permissions } }')).data).toEqual({ me: null });
  });
});
