import { beforeEach, describe, expect, test } from 'vitest';
import { type CalendarDefinition, parseInstant } from '#domain';
import { publishCalendars, raiseYearAlarms, readCatalogue } from '#service';
import { sha256 } from '../../libs/service/open-engine.js';
import { createTestDatabase } from '../support/database.js';
import { startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);
const files = await readCatalogue(new URL('../../data/', import.meta.url));

const ADMIN = { as: { role: 'admin', agency: 'H99', subject: 'admin@H99' } } as const;

async function raiseAt(text: string): Promise<readonly string[]> {
  clock.set(text);
  return (await raiseYearAlarms(engine, clock.now())).map(({ province, year }) => `${province} ${String(year)}`);
}

/** Publishes the national layer with these years confirmed beside those that are. */
async function confirm(...years: readonly number[]): Promise<void> {
  const nation: CalendarDefinition = { ...files.nation, years: (files.nation.years ?? []).map((declared) => (years.includes(declared.year) ? { ...declared, status: 'confirmed' } : declared)) };
  const layers = [nation, files.province];
  await engine.database.transaction((tx) => publishCalendars(tx, files.agencies.map(({ code }) => ({ agency: code, processing: layers, intake: layers })), sha256, clock.now(), 'test'));
}

async function tasks(): Promise<readonly { readonly key: string; readonly data: unknown; readonly agency: string }[]> {
  const { body } = await get('/api/v1/tasks?limit=200', ADMIN);
  return (body['items'] as readonly { readonly key: string; readonly kind: string; readonly data: unknown; readonly agency: string }[]).filter(({ kind }) => kind === 'calendar-unconfirmed');
}

async function degraded(): Promise<boolean> {
  return ((await get('/health/ready')).body['degraded'] as readonly string[]).includes('calendar-unconfirmed');
}

beforeEach(async () => {
  await confirm();
  await raiseAt('2026-08-18T09:00:00+07:00');
});

describe('a year without its notice', () => {
  test('raises no alarm on 30 September and one on 1 October by the day in Viet Nam', async () => {
    expect([await raiseAt('2026-09-30T23:59:59+07:00'), await tasks(), await degraded()]).toEqual([[], [], false]);
    expect(await raiseAt('2026-10-01T00:00:00+07:00')).toEqual(['H99 2027']);
    expect(await tasks()).toMatchObject([{ key: 'calendar-unconfirmed:H99:2027', agency: 'H99', data: { year: 2027 } }]);
    expect(await degraded()).toBe(true);
    expect((await get('/metrics')).text).toMatch(/^dunghan_calendar_years_open 1$/m);
  });

  test('has one task however often it is looked at, which nobody can mark as done', async () => {
    await raiseAt('2026-10-01T08:00:00+07:00');
    await raiseAt('2026-12-24T08:00:00+07:00');
    expect((await tasks()).map(({ key }) => key)).toEqual(['calendar-unconfirmed:H99:2027']);
    const { status, body } = await post(`/api/v1/tasks/${encodeURIComponent('calendar-unconfirmed:H99:2027')}/done`, { as: { role: 'head', agency: 'H99', subject: 'head@H99' } });
    expect([status, body['code']]).toEqual([409, 'task-closed-by-event']);
  });

  test('has its task closed when it is confirmed, and has it again should it not be any more', async () => {
    await raiseAt('2026-10-01T08:00:00+07:00');
    await confirm(2027);
    expect([await raiseAt('2026-12-02T08:00:00+07:00'), await tasks(), await degraded()]).toEqual([[], [], false]);
    await confirm();
    expect([await raiseAt('2026-12-02T08:01:00+07:00'), (await tasks()).length]).toEqual([['H99 2027'], 1]);
  });

  test('raises the alarm at any time of the year once a dossier’s date lies beyond the last declared year', async () => {
    const received = await post('/api/v1/dossiers', {
      as: 'clerk',
      key: 'reaching-beyond',
      body: { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: 'Người nộp' } },
    });
    expect(received.status).toBe(201);
    await engine.database.read.run('UPDATE dossier SET due_at = $1 WHERE NOT closed', [parseInstant('2029-03-05T17:00:00+07:00')]);
    expect(await raiseAt('2026-08-18T10:00:00+07:00')).toEqual(['H99 2029']);
    await engine.database.read.run('UPDATE dossier SET closed = true');
    expect(await raiseAt('2026-08-18T11:00:00+07:00')).toEqual([]);
  });

  test('counts no agency that has ended', async () => {
    const ended = files.agencies.map((agency) => ({ ...agency, endsOn: '2026-07-01' }));
    clock.set('2026-10-01T08:00:00+07:00');
    const rules = { ...engine.rules, agencies: () => Promise.resolve(new Map(ended.map((agency) => [agency.code, agency]))) };
    expect(await raiseYearAlarms({ database: engine.database, rules }, clock.now())).toEqual([]);
  });
});
