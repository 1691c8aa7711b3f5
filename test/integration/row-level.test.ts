import { beforeAll, describe, expect, test } from 'vitest';
import { type Actor, localDate, localDateOf, parseInstant } from '#domain';
import type { RowScope } from '#persistence';
import { type Engine, findDuplicates, giveCaseCommand, listFiles, listLetters, listNotesOf, listQueue, produceLetter, readCase, readDossier, readLetter, readTimeline, receiveFeedback, rowScopeOf, searchDossiers, storeFile, writeNote } from '#service';
import { writeEventLog } from '#service/figures';
import { HOUSE_PERMIT, person, testCounter } from '../support/engine.js';
import { MemoryStore } from '../support/memory-store.js';
import { publishOtherProvince } from '../support/other-province.js';

const BEGUN = '2026-08-19T09:00:00+07:00';
const counter = await testCounter(BEGUN);
const { engine, clock } = counter;
const PDF = Buffer.from('%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n', 'latin1');
const APPLICANT = { name: 'Nguyễn Thị Thử Nghiệm', idNumber: '079000000002', phone: '0900000002' };

/** A dossier of one commune with everything that hangs on it: a produced letter, a file, a note. */
let dossier: { readonly code: string; readonly id: string };

beforeAll(async () => {
  dossier = await counter.takeIn({ applicant: APPLICANT }, person('clerk', 'H99.31'));
  const { code, id } = dossier;
  await storeFile(engine, new MemoryStore(), { dossierId: id, content: PDF, by: person('clerk', 'H99.31'), at: clock.now() });
  await writeNote(engine, id, { actor: person('officer', 'H99.31'), key: 'note-1', text: 'Đã gọi cho người nộp' }, clock.now());
  clock.set('2026-08-28T09:00:00+07:00');
  await counter.wake(id);
  await counter.give(person('signatory'), code, 'SignApology', { reasonCode: 'overload', newAppointment: parseInstant('2026-09-04T15:00:00+07:00') });
  await produceLetter(engine, `${id}:apology:1`, clock.add(60_000));
  await publishOtherProvince(engine);
});

/** The engine as somebody sees its database. */
async function seenBy(actor: Actor): Promise<Engine> {
  return within(rowScopeOf(actor, await engine.rules.agencies(engine.database.read)));
}

function within(scope: RowScope): Engine {
  return { ...engine, database: engine.database.within(scope) };
}

/** What every way of reading gives of the dossier when it is asked as though everybody might see everything. */
async function everythingOf(on: Engine): Promise<Readonly<Record<string, boolean>>> {
  const { code, id } = dossier;
  const at = clock.now();
  const queue = { at, endOfDay: at, soonUntil: at, limit: 50 } as const;
  const scopes = ['H99', 'H99.31'];
  const today = localDateOf(at);
  const pieces: string[] = [];
  for await (const piece of writeEventLog(on, 'csv', { province: 'H99', days: { first: localDate(today - 30), last: today } })) pieces.push(piece);
  return {
    page: (await readDossier(on, code, { withPersonal: true }))?.personal?.applicant.name === APPLICANT.name,
    timeline: (await readTimeline(on, code, { limit: 10, withText: true })) !== undefined,
    'queue of the province': (await listQueue(on, { ...queue, queue: 'all', scope: { province: 'H99' } })).length > 0,
    'queue of the commune': (await listQueue(on, { ...queue, queue: 'late', scope: { agencies: ['H99.31'] } })).length > 0,
    'search by name': (await searchDossiers(on, { text: 'nguyen thi thu nghiem', scopes, people: true, limit: 5 })).hits.length > 0,
    'search by code': (await searchDossiers(on, { text: code.slice(0, -2), scopes, limit: 5 })).hits.length > 0,
    duplicates: (await findDuplicates(on, { procedureCode: HOUSE_PERMIT.procedureCode, applicant: APPLICANT, scopes })).length > 0,
    letters: (await listLetters(on, code)).length > 0,
    'content of a letter': (await readLetter(on, `${id}:apology:1`)) !== undefined,
    files: (await listFiles(on, id, { limit: 5 })).length > 0,
    notes: (await listNotesOf(on, id, { limit: 5 })).length > 0,
    'event log': pieces.join('').includes(code),
    tokens: (await on.database.read.rows('SELECT FROM search_token WHERE dossier_id = $1', [id])).length > 0,
    records: (await on.database.read.rows('SELECT FROM personal_record WHERE dossier_id = $1', [id])).length > 0,
    tasks: (await on.database.read.rows('SELECT FROM task WHERE dossier_id = $1', [id])).length > 0,
    counts: (await on.database.read.rows(`SELECT FROM figure_delta WHERE agency = 'H99.31'`)).length > 0,
  };
}

const all = (answers: Readonly<Record<string, boolean>>, seen: boolean): Readonly<Record<string, boolean>> => Object.fromEntries(Object.keys(answers).map((way) => [way, seen]));

describe('however it is asked, with no condition of the application before it', () => {
  test.each([
    ['clerk', 'H99.31'],
    ['officer', 'H99.31'],
    ['head', 'H99.31'],
    ['head', 'H99'],
    ['clerk', 'H99'],
    ['manager', 'H99'],
    ['auditor', 'H99.05'],
  ] as const)('a %s of %s reads the rows of the dossier', async (role, agency) => {
    const answers = await everythingOf(await seenBy(person(role, agency)));
    expect(answers).toEqual(all(answers, true));
  });

  test.each([
    ['clerk', 'H99.32'],
    ['officer', 'H99.32'],
    ['head', 'H99.05'],
    ['signatory', 'H99.33'],
    ['clerk', 'H99.99'],
    ['manager', 'H98'],
    ['citizen', 'H99.31'],
  ] as const)('a %s of %s reads no row of it', async (role, agency) => {
    const answers = await everythingOf(await seenBy(person(role, agency)));
    expect(answers).toEqual(all(answers, false));
  });
});

test('feedback is seen where it was received and where it is, and nowhere else; of what it is about its holder is told the code', async () => {
  const clerk = person('clerk', 'H99.31');
  const received = await receiveFeedback(engine, clock, { actor: clerk, idempotencyKey: 'row-level-feedback', body: { agencyCode: 'H99.31', channel: 'hotline', subject: 'conduct', dossierCode: dossier.code, content: 'Chờ lâu' } });
  const code = received.kind === 'opened' ? received.code : '';
  const given = await giveCaseCommand(engine, clock, { actor: person('officer', 'H99.31'), idempotencyKey: 'row-level-forward', code, type: 'ForwardFeedback', body: { agency: 'H99.33' } }, { mayGive: () => true });
  expect(given).toMatchObject({ kind: 'decided', outcome: { kind: 'applied' } });
  const seen = async (agency: string): Promise<string | undefined> => {
    const page = await readCase(await seenBy(person('officer', agency)), code);
    return page === undefined ? undefined : `${String(page.rows.length > 0)} ${page.dossierCode ?? ''}`;
  };
  expect([await seen('H99.31'), await seen('H99.33'), await seen('H99.32')]).toEqual([`true ${dossier.code}`, `true ${dossier.code}`, undefined]);
  const holder = await seenBy(person('officer', 'H99.33'));
  expect(await holder.database.read.rows('SELECT FROM dossier WHERE code = $1', [dossier.code])).toEqual([]);
});

test('one dossier alone is seen by whoever is shown one alone', async () => {
  const other = await counter.takeIn({}, person('clerk', 'H99.31'));
  const { database } = within({ reach: 'dossier', dossiers: [other.id] });
  expect(await database.read.rows('SELECT id FROM dossier')).toEqual([{ id: other.id }]);
  expect(await database.read.rows('SELECT DISTINCT dossier_id AS id FROM dossier_event')).toEqual([{ id: other.id }]);
  expect(await database.read.rows('SELECT FROM search_token')).toEqual([]);
});

test.each(['dunghan_reader', 'dunghan_province_reader', 'dunghan_agency_reader', 'dunghan_dossier_reader'])('%s without a scope sees no row', async (role) => {
  const counts = await engine.database.transaction(async (tx) => {
    await tx.run(`SET LOCAL ROLE ${role}`);
    const tables = ['dossier', 'dossier_event', 'personal_record', 'search_token', 'letter', 'letter_content', 'stored_file', 'task'];
    return Promise.all(tables.map(async (table) => (await tx.rows(`SELECT FROM ${table}`)).length));
  });
  expect(counts).toEqual(Array(8).fill(0));
});

test('a scope ends with its statement: the next one on the connection is the application’s own, or another’s', async () => {
  const [one, other] = [await seenBy(person('clerk', 'H99.31')), await seenBy(person('clerk', 'H99.32'))];
  const count = async (on: Engine): Promise<number> => (await on.database.read.rows('SELECT FROM dossier WHERE id = $1', [dossier.id])).length;
  const counts = await Promise.all(Array.from({ length: 60 }, (_, index) => count([one, other, engine][index % 3] ?? engine)));
  expect(counts).toEqual(Array.from({ length: 60 }, (_, index) => [1, 0, 1][index % 3]));
});

test('a statement that fails within a scope leaves the connection as it was', async () => {
  const { database } = await seenBy(person('clerk', 'H99.31'));
  const asked = await Promise.allSettled([database.read.rows('SELECT 1 / 0'), database.read.rows('SELECT FROM code_counter'), database.transaction((tx) => tx.rows('SELECT 1 / 0'))]);
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect((await database.read.rows('SELECT FROM dossier')).length).toBeGreaterThan(0);
  expect(await engine.database.read.first('SELECT current_user AS role')).toEqual({ role: 'dunghan_app' });
});

test('nothing is written within a scope', async () => {
  const { database } = await seenBy(person('manager', 'H99'));
  for (const statement of [`UPDATE dossier SET shelf = 'x'`, 'DELETE FROM search_token', `INSERT INTO work_lease VALUES ('x', gen_random_uuid(), 1)`]) {
    await expect(database.read.run(statement)).rejects.toThrow(/permission denied|read-only/u);
  }
});

test('no code of a scope can say more than itself', () => {
  expect(() => engine.database.within({ reach: 'agencies', agencies: ['H99.31,H99.32'] })).toThrow(/comma/u);
  expect(() => engine.database.within({ reach: 'agencies', agencies: [''] })).toThrow(/empty/u);
});

test('a quotation mark in a code is a letter of it', async () => {
  const { database } = within({ reach: 'agencies', agencies: [`H99.31'; RESET ROLE; --`] });
  expect(await database.read.rows('SELECT FROM dossier')).toEqual([]);
});
