import { describe, expect, test } from 'vitest';
import { openDatabase } from '#persistence';
import { startApi } from '../../apps/api/start.js';
import { createTestDatabase } from '../support/database.js';
import { settingsOver, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, gateway, engine, clock, files, issuer, api } = await startTestApi(database);

const LAST_MIGRATION = 'CreateWork1790000000002';

function settingsFor(port: number): ReturnType<typeof settingsOver> {
  return { ...settingsOver(issuer), port };
}

describe('readiness', () => {
  test('is 200 while the database answers and its schema is current, and says what is degraded', async () => {
    const { status, body } = await get('/health/ready');
    expect([status, body['status'], body['database'], body['pendingMigrations']]).toEqual([200, 'ready', 'up', []]);
    expect(body['degraded']).not.toContain('temporal-unreachable');
    expect((await get('/health/live')).body).toEqual({ status: 'live' });
  });

  test('is 503 when a migration this program knows is missing', async () => {
    const owner = await openDatabase({ url: database.ownerUrl });
    await owner.read.run('UPDATE migrations SET name = $1 WHERE name = $2', ['Forgotten', LAST_MIGRATION]);
    const { status, body } = await get('/health/ready');
    await owner.read.run('UPDATE migrations SET name = $2 WHERE name = $1', ['Forgotten', LAST_MIGRATION]);
    await owner.close();
    expect(status).toBe(503);
    expect(body).toMatchObject({ status: 'unready', pendingMigrations: [LAST_MIGRATION] });
    expect((await get('/health/ready')).status).toBe(200);
  });

  test('is 503 and names the migration even when the tables it makes cannot be counted', async () => {
    const owner = await openDatabase({ url: database.ownerUrl });
    await owner.read.run('UPDATE migrations SET name = $1 WHERE name = $2', ['Forgotten', LAST_MIGRATION]);
    await owner.read.run('ALTER TABLE letter RENAME TO letter_to_come', []);
    const { status, body } = await get('/health/ready');
    const { text } = await get('/metrics');
    await owner.read.run('ALTER TABLE letter_to_come RENAME TO letter', []);
    await owner.read.run('UPDATE migrations SET name = $2 WHERE name = $1', ['Forgotten', LAST_MIGRATION]);
    await owner.close();
    expect([status, body]).toEqual([503, { status: 'unready', database: 'up', pendingMigrations: [LAST_MIGRATION], degraded: ['not-measured'], measured: null }]);
    expect(text).toMatch(/^dunghan_temporal_up 1$/m);
  });

  test('stays 200 while Temporal is away, which stands in the body', async () => {
    gateway.down = true;
    const second = await startApi({ engine, clock, gateway, files, settings: settingsFor(0) });
    const answer = await fetch(`${second.url}/health/ready`);
    const body = (await answer.json()) as { readonly degraded: readonly string[] };
    await second.close();
    gateway.down = false;
    expect([answer.status, body.degraded.includes('temporal-unreachable')]).toEqual([200, true]);
  });
});

describe('metrics', () => {
  test('name routes by their pattern and hold no code of a dossier', async () => {
    await get('/api/v1/dossiers/000.00.02.H99-260818-4242', { as: 'clerk' });
    const { text, type } = await get('/metrics');
    expect(type).toContain('text/plain');
    expect(text).toContain('route="/api/v1/dossiers/:code"');
    expect(text).not.toContain('260818-4242');
    expect(text).toMatch(/^dunghan_database_up 1$/m);
    expect(text).toMatch(/^dunghan_temporal_up 1$/m);
  });
});

describe('what is late', () => {
  const intake = { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: 'Nguyễn Văn Đạt' } };

  test('shows in metrics and readiness: commands that wait, commands that fail, points nobody settled', async () => {
    const { body } = await post('/api/v1/dossiers', { as: 'clerk', key: 'late-intake', body: intake });
    const before = clock.now();
    await giveUpWaiting();
    gateway.down = true;
    await post(`/api/v1/dossiers/${String(body['code'])}/commands`, { as: 'clerk', key: 'late-contact', body: { type: 'RecordContact', body: { party: 'applicant' } } });
    gateway.down = false;
    await engine.database.read.run(`UPDATE command_inbox SET attempts = 1 WHERE status = 'pending'`);
    const [oldest] = await engine.database.read.rows<{ at: number }>(`SELECT accepted_at AS at FROM command_inbox WHERE status = 'pending'`);
    const [nearest] = await engine.database.read.rows<{ at: number }>('SELECT next_point_at AS at FROM dossier WHERE id = $1', [body['id']]);
    try {
      clock.add((nearest?.at ?? 0) - before + 15 * 60_000 + 1);
      const { text } = await get('/metrics');
      expect(text).toMatch(/^dunghan_commands_pending 1$/m);
      expect(text).toMatch(/^dunghan_commands_failing 1$/m);
      expect(text).toMatch(new RegExp(`^dunghan_relay_lag_seconds ${String((clock.now() - (oldest?.at ?? 0)) / 1000).replace('.', '\\.')}$`, 'm'));
      expect(text).toMatch(/^dunghan_points_overdue [1-9]\d*$/m);
      expect(text).toMatch(/^dunghan_temporal_pollers 1$/m);
      const { body: ready } = await get('/health/ready');
      expect(ready['degraded']).toEqual(expect.arrayContaining(['relay-lag', 'commands-failing', 'overdue-not-woken']));
    } finally {
      clock.add(before - clock.now());
      await giveUpWaiting();
    }
  });

  /** Other tests leave commands behind that nobody decides. */
  async function giveUpWaiting(): Promise<void> {
    await engine.database.read.run(`UPDATE command_inbox SET status = 'dead', outcome = '{}' WHERE status = 'pending'`);
  }
});

describe('the description', () => {
  test('is served with its pages and without a token', async () => {
    const answer = await fetch(`${api.url}/api/openapi.json`);
    expect([answer.status, ((await answer.json()) as { readonly openapi: string }).openapi]).toEqual([200, '3.1.0']);
    expect(await (await fetch(`${api.url}/api/docs`)).text()).toContain('swagger-ui');
    expect((await fetch(`${api.url}/api/docs/swagger-ui-bundle.js`)).status).toBe(200);
  });
});

describe('an API process', () => {
  test('that cannot reach the sign-in service says so, and blames no token', async () => {
    const settings = { ...settingsFor(0), identity: { issuer: issuer.url, audience: 'dung-han', jwksUrl: 'http://127.0.0.1:9/jwks' } };
    const second = await startApi({ engine, clock, gateway, files, settings });
    const token = await issuer.token({ sub: 'clerk@H99.02', role: 'clerk', agency: 'H99.02' });
    const answer = await fetch(`${second.url}/api/v1/agencies`, { headers: { authorization: `Bearer ${token}` } });
    await second.close();
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await answer.json()).toMatchObject({ code: 'identity-unavailable' });
  });

  test('that finds its port in use says which', async () => {
    const port = Number(new URL(api.url).port);
    await expect(startApi({ engine, clock, gateway, files, settings: settingsFor(port) })).rejects.toThrow(`Port ${String(port)} of 127.0.0.1 is in use by another program`);
  });

  test('that is told to stop answers what is under way first', async () => {
    const { promise: delivered, resolve: letThrough } = Promise.withResolvers<undefined>();
    const { promise: reached, resolve: arrive } = Promise.withResolvers<undefined>();
    const slow = { ...gatewayOf(), deliver: async () => { arrive(undefined); await delivered; return 'unavailable' as const; } };
    const second = await startApi({ engine, clock, gateway: slow, files, settings: settingsFor(0) });
    const intake = { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: 'Nguyễn Văn Đạt' } };
    const { body } = await post('/api/v1/dossiers', { as: 'clerk', key: 'drain-intake', body: intake });
    const token = await issuer.token({ sub: 'clerk@H99.02', role: 'clerk', agency: 'H99.02' });
    const answer = fetch(`${second.url}/api/v1/dossiers/${String(body['code'])}/commands`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': 'drain-contact' },
      body: JSON.stringify({ type: 'RecordContact', body: { party: 'applicant' } }),
    });
    await reached;
    const closed = second.close();
    letThrough(undefined);
    expect((await answer).status).toBe(202);
    await closed;
    await expect(fetch(`${second.url}/health/live`)).rejects.toThrow();
  });
});

function gatewayOf(): Parameters<typeof startApi>[0]['gateway'] {
  return { deliver: () => gateway.deliver('', ''), start: (id) => gateway.start(id), nudgeCase: (carried) => gateway.nudgeCase(carried), health: () => gateway.health() };
}
