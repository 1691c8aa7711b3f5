import { expect, test } from 'vitest';
import { createTestDatabase } from '../support/database.js';
import { startTestApi } from './api-harness.js';
test('smoke', async () => {
  expect(1).toBe(1);
});
const database = await createTestDatabase();
const { get, api } = await startTestApi(database);
test('x', async () => {
  const a = await get('/api/openapi.json');
  console.log(a.status, a.text.length);
  for (const p of ['/api/docs','/health/live','/health/ready','/metrics','/api/v1/agencies','/nowhere']) { const r = await get(p); console.log(p, r.status, r.type, r.text.slice(0,400)); }
  console.log((await get('/api/v1/procedures?limit=2',{as:'clerk'})).text.slice(0,1500));
});
