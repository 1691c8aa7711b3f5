import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DigestLine } from '#domain';
import { applyTransition, type Engine, makeDigests, placeNotices, putStaff, type StaffMember } from '#service';
import { caseItemSchema } from '../../apps/api/views/case-view.js';
import { dossierItemSchema } from '../../apps/api/views/list-views.js';
import { pageOf } from '../../apps/api/schemas/atoms.js';
import { openRuleBook } from '../../libs/service/rule-book.js';
import { createTestDatabase } from '../support/database.js';
import { openPlainCase } from '../support/cases.js';
import { counted, member } from '../support/staff.js';
import { type Call, startTestApi } from './api-harness.js';

/** Of a batch, however many people it has; one more each would be ten. Rules are read again after a second. */
const HANDFUL = 10;
const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);
const { read } = engine.database;
const COMMUNE = 'H99.31';
const OFFICER: Call = { as: { role: 'officer', agency: COMMUNE, subject: 'officer-31' } };
const HEAD: Call = { as: { role: 'head', agency: COMMUNE, subject: 'head-31' } };

let keys = 0;

function key(): string {
  keys += 1;
  return `digest-key-${String(keys)}`;
}

async function command(code: string, type: string, body: unknown, call: Call, text?: unknown): Promise<void> {
  const answer = await post(`/api/v1/dossiers/${encodeURIComponent(code)}/commands`, { ...call, key: key(), body: { type, body, ...(text === undefined ? {} : { text }) } });
  expect([type, answer.status, answer.body]).toEqual([type, 200, expect.anything()]);
}

// Seven working days each; received on different days, so that on the morning of 26/8 two are late, one is due that day and one the next.
beforeAll(async () => {
  for (const [day, officer] of [['12', 'officer-31'], ['14', 'officer-31'], ['18', 'officer-31'], ['19', 'officer-other']] as const) {
    clock.set(`2026-08-${day}T09:00:00+07:00`);
    const intake = { procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: COMMUNE, channel: 'counter', applicant: { name: 'Người Nộp Bí Mật', idNumber: '079000000001' } };
    const code = String((await post('/api/v1/dossiers', { as: 'clerk', key: key(), body: intake })).body['code']);
    await command(code, 'Forward', { stage: 'desk' }, { as: 'clerk' });
    await command(code, 'Assign', { officer, stage: 'appraise' }, HEAD);
    if (day === '18') {
      await command(code, 'Forward', { stage: 'appraise' }, OFFICER);
      await command(code, 'ReturnToStage', { stage: 'appraise' }, HEAD, { reason: 'Thiếu biên bản' });
    }
  }
});

// Of five working days each: one ends on 26/8, two before; one of them is nobody's yet.
beforeAll(async () => {
  for (const [at, owner] of [['2026-08-17T09:00:00+07:00', 'officer-31'], ['2026-08-18T09:00:00+07:00', ''], ['2026-08-20T15:00:00+07:00', 'officer-31']] as const) {
    await openPlainCase(engine, { key: at, at: clock.set(at), agency: COMMUNE, ...(owner === '' ? {} : { owner }) });
  }
});

beforeEach(async () => {
  await read.run('UPDATE staff SET active_from = $1, active_until = $1', ['2020-01-01']);
});

function employ(...people: readonly StaffMember[]): Promise<void> {
  return putStaff(read, people, { subject: 'admin-1' }, clock.now());
}

interface Digest {
  readonly subject: string;
  readonly data: { readonly day: string; readonly lines: readonly DigestLine[] };
  readonly visible_at: number;
}

function digestsOf(...subjects: readonly string[]): Promise<readonly Digest[]> {
  return read.rows<Digest>(`SELECT subject, data, visible_at FROM staff_notice WHERE kind = 'digest' AND subject = ANY($1) ORDER BY id`, [subjects]);
}

async function passAt(at: string, over: Engine = engine): Promise<number> {
  const people = await makeDigests(over, clock.set(at), 100);
  await placeNotices(engine, clock.now());
  return people;
}

/** An engine that remembers no authorities read before. */
const fresh = (): Engine => ({ ...engine, rules: openRuleBook() });

async function listed(link: string, call: Call): Promise<number> {
  if (link.startsWith('/api/v1/cases')) return pageOf(caseItemSchema).loose().parse((await get(`${link}&limit=200`, call)).body).items.length;
  return pageOf(dossierItemSchema).loose().parse((await get(`${link}&limit=200`, call)).body).items.length;
}

describe('the digest of a working day', () => {
  test.each([
    ['officer', 'officer-31', OFFICER],
    ['head', 'head-31', HEAD],
  ] as const)('of an %s is made once, at the opening, and each line is the list it leads to', async (role, subject, call) => {
    await employ(member(subject, role, COMMUNE));
    expect(await passAt('2026-08-26T06:59:00+07:00')).toBe(0);
    expect(await passAt('2026-08-26T07:00:00+07:00')).toBe(1);
    expect(await passAt('2026-08-26T07:00:30+07:00')).toBe(0);
    const [digest, ...more] = await digestsOf(subject);
    expect([more, digest?.visible_at, digest?.data.day]).toEqual([[], clock.set('2026-08-26T07:00:00+07:00'), '2026-08-26']);
    expect(digest?.data.lines.map(({ queue }) => queue)).toEqual(['due-today', 'due-soon', 'late', 'to-sign', 'returned', 'cases-due-today', 'cases-overdue']);
    const lists = await Promise.all((digest?.data.lines ?? []).map(({ link }) => listed(link, call)));
    expect(digest?.data.lines.map(({ count }) => count)).toEqual(lists);
    expect(lists.slice(-2)).toEqual(role === 'officer' ? [1, 1] : [1, 2]);
    expect(lists.filter((count) => count > 0).length).toBeGreaterThan(2);
    expect(await listed('/api/v1/dossiers?queue=returned', { as: { role: 'officer', agency: COMMUNE, subject: 'officer-31' } })).toBe(1);
  });

  test.each([
    ['2026-08-22T07:00:00+07:00', 1, 'a make-up Saturday'],
    ['2026-08-23T09:00:00+07:00', 0, 'a Sunday'],
    ['2026-08-26T12:00:00+07:00', 0, 'the hour at noon'],
    ['2026-08-26T13:00:00+07:00', 1, 'after noon, where nobody passed in the morning'],
    ['2026-08-27T18:00:00+07:00', 0, 'an evening'],
    ['2026-09-02T09:00:00+07:00', 0, 'National Day'],
    ['2027-02-08T09:00:00+07:00', 0, 'Tết'],
    ['2027-02-11T07:00:00+07:00', 1, 'the first day after Tết'],
  ])('at %s is made for %i people: %s', async (at, people) => {
    await employ(member(`head-${at}`, 'head', COMMUNE));
    expect(await passAt(at)).toBe(people);
  });

  test('is not sent where there is nothing to tell of, and not counted again that day', async () => {
    await employ(member('officer-idle', 'officer', COMMUNE), member('clerk-31', 'clerk', COMMUNE), member('head-begins', 'head', COMMUNE, { activeFrom: '2026-08-26' }));
    expect(await passAt('2026-08-25T07:00:00+07:00')).toBe(1);
    expect(await digestsOf('officer-idle', 'clerk-31', 'head-begins')).toEqual([]);
    expect(await passAt('2026-08-25T08:00:00+07:00')).toBe(0);
  });

  test('is made once by two loops beside each other, and after a kill before the commit once', async () => {
    const people = Array.from({ length: 20 }, (_, index) => member(`head-race-${String(index)}`, 'head', COMMUNE));
    await employ(...people);
    clock.set('2026-08-25T07:00:00+07:00');
    const killed: Engine['database'] = { ...engine.database, transaction: (work) => engine.database.transaction(async (tx) => Promise.reject(new Error(`killed after ${typeof (await work(tx))}`))) };
    await expect(makeDigests({ ...engine, database: killed }, clock.now(), 100)).rejects.toThrow('killed after number');
    const subjects = people.map(({ subject }) => subject);
    expect(await digestsOf(...subjects)).toEqual([]);
    const made = await Promise.all([makeDigests(engine, clock.now(), 100), makeDigests(engine, clock.now(), 100)]);
    expect(made.reduce((all, each) => all + each, 0)).toBe(20);
    expect((await digestsOf(...subjects)).map(({ subject }) => subject).toSorted()).toEqual(subjects.toSorted());
  });

  test('of a signatory has one line, the list of what waits for their signature, of every agency they hold an authority of that morning', async () => {
    for (const { id } of await read.rows<{ id: string }>('SELECT id FROM dossier')) {
      await applyTransition(engine, id, ['wake'], clock.set('2026-08-27T16:00:00+07:00'));
    }
    await employ(
      member(`signatory@${COMMUNE}`, 'signatory', COMMUNE),
      member('signatory@H99', 'signatory', 'H99'),
      member('signatory@H99.32', 'signatory', 'H99.32'),
      member('signatory-without', 'signatory', COMMUNE),
    );
    await read.run(`UPDATE signing_authority SET ended_at = $1, ended_by = 'admin-1' WHERE agency = 'H99.31' AND subject = 'signatory@H99'`, [clock.set('2026-08-28T07:00:00+07:00')]);
    expect(await passAt('2026-08-27T16:30:00+07:00', fresh())).toBe(4);
    const [own, province, ...more] = await digestsOf(`signatory@${COMMUNE}`, 'signatory@H99', 'signatory@H99.32', 'signatory-without');
    expect(more).toEqual([]);
    const waiting = (await get('/api/v1/apologies/to-sign', { as: { role: 'signatory', agency: COMMUNE, subject: `signatory@${COMMUNE}` } })).body['count'];
    expect(waiting).toBeGreaterThan(1);
    for (const digest of [own, province]) {
      expect(digest?.data.lines).toEqual([{ queue: 'to-sign', count: waiting, link: '/api/v1/apologies/to-sign' }]);
    }
    await passAt('2026-08-28T07:30:00+07:00', fresh());
    expect((await digestsOf('signatory@H99')).map(({ data }) => data.day)).toEqual(['2026-08-27']);
    expect((await digestsOf(`signatory@${COMMUNE}`)).map(({ data }) => data.day)).toEqual(['2026-08-27', '2026-08-28']);
  });

  test('costs two counts a person, of dossiers and of cases, and a handful of statements a batch', async () => {
    const people = Array.from({ length: 10 }, (_, index) => member(`head-cost-${String(index)}`, 'head', COMMUNE));
    await employ(...people);
    const watched = counted(engine);
    expect(await passAt('2026-08-25T09:00:00+07:00', watched.engine)).toBe(10);
    expect(watched.statements()).toBeLessThan(2 * 10 + HANDFUL);
  });

  test('costs no more for signatories', async () => {
    await employ(...Array.from({ length: 10 }, (_, index) => member(`signatory-cost-${String(index)}`, 'signatory', COMMUNE)));
    const watched = counted(engine);
    expect(await passAt('2026-08-25T09:00:00+07:00', watched.engine)).toBe(10);
    expect(watched.statements()).toBeLessThan(10 + HANDFUL);
  });
});
