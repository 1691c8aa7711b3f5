import { expect, test } from 'vitest';
import { reproject } from '#service/figures';
import { stageLatenessSchema } from '../../apps/api/views/delay-view.js';
import { figureSchema } from '../../apps/api/views/figure-view.js';
import { createTestDatabase } from '../support/database.js';
import { startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);
const RATE = '/api/v1/metrics/late-rate?month=2026-08';
const STAGES = '/api/v1/metrics/stages?procedure=2.002621&month=2026-08';

// Told in order: an API whose database is current never asks again.
test('while rows and figures catch up every answer says so, nothing is published and the system is degraded; then all is as ever', async () => {
  await engine.database.read.run('UPDATE projection SET version = 0');
  const behind = await get(RATE, { as: 'manager' });
  expect(figureSchema.parse(behind.body).projection).toBe('catching-up');
  expect(behind.headers.get('projection')).toBe('catching-up');
  expect(stageLatenessSchema.parse((await get(STAGES, { as: 'manager' })).body).projection).toBe('catching-up');
  expect((await get('/api/v1/reports', { as: 'manager' })).headers.get('projection')).toBe('catching-up');
  expect((await get('/health/ready')).body['degraded']).toContain('projection-behind');
  const august = { as: 'manager', body: { period: { month: '2026-08' } } } as const;
  clock.set('2026-09-02T09:00:00+07:00');
  expect((await post('/api/v1/figures/publish', august)).body).toMatchObject({ status: 409, code: 'figures-catching-up' });
  await reproject(engine, clock);
  const current = await get(RATE, { as: 'manager' });
  expect(figureSchema.parse(current.body).projection).toBe('current');
  expect(current.headers.get('projection')).toBeNull();
  expect(stageLatenessSchema.parse((await get(STAGES, { as: 'manager' })).body).projection).toBe('current');
  expect((await get('/health/ready')).body['degraded']).not.toContain('projection-behind');
  expect((await post('/api/v1/figures/publish', august)).body['code']).not.toBe('figures-catching-up');
});
