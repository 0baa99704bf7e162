import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from './support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe('what machines ask', () => {
  it('says that it lives and is ready', async () => {
    await app.http.get('/health/live').expect(200, { status: 'ok' });
    const { body } = await app.http.get('/health/ready').expect(200);
    expect(body).toMatchObject({ status: 'ok', details: { database: { status: 'up' } } });
  });
});
