import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Engine } from '#service';
import { compareNextUpload } from '#service/figures';
import { erasePortalSources } from '../../libs/service/portal-comparison/erase-sources.js';
import { createTestDatabase } from '../support/database.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);
const { read } = engine.database;

const MANAGER: Call = { as: 'manager' };
const PERSON = 'Vũ Thị Dấu Vết';
const HEADS = 'Mã hồ sơ;Tên chủ hồ sơ;Trạng thái;Hạn trả\n';
let dossier: string;
let keys = 0;

beforeAll(async () => {
  clock.set('2026-08-18T09:00:00+07:00');
  const body = { procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: 'H99.31', channel: 'counter', applicant: { name: PERSON } };
  const { body: taken } = await post('/api/v1/dossiers', { as: { role: 'clerk', agency: 'H99.31' }, key: 'portal-erasure', body });
  dossier = String((await read.first<{ id: string }>('SELECT id FROM dossier WHERE code = $1', [taken['code']]))?.id);
});
beforeEach(() => {
  clock.add(60_000);
});

/** A table too long to be compared while its sender waits. */
function long(line: string): string {
  const rest = Array.from({ length: 4_500 }, (_, each) => `000.00.31.H99-250101-${String(each + 1).padStart(5, '0')};Người thứ ${String(each + 1)} của danh sách dài;4;12/08/2026`);
  return `${HEADS}${line}\n${rest.join('\n')}\n`;
}

async function upload(csv: string, agency?: string): Promise<Answer> {
  keys += 1;
  return post('/api/v1/portal-comparisons', { ...MANAGER, key: `portal-erasure-${String(keys)}`, body: { ...(agency === undefined ? {} : { agency }), from: '2026-08-01', to: '2026-08-31', document: { csv } } });
}

function erase(): Promise<void> {
  return engine.database.transaction((tx) => erasePortalSources(tx, dossier, clock.now()));
}

async function stateOf(answer: Answer): Promise<unknown> {
  return (await get(`/api/v1/portal-comparisons/${String(answer.body['id'])}`, MANAGER)).body['state'];
}

async function sourcesOf({ body }: Answer): Promise<readonly unknown[]> {
  return read.rows('SELECT source FROM portal_upload WHERE id = $1 UNION ALL SELECT source FROM portal_comparison WHERE id = $1', [body['id']]);
}

test('a table that waits to be compared goes with the erasure of a dossier it may name, and is not compared any more', async () => {
  const waiting = await upload(long(`H99.31-20260818-0000001;${PERSON};4;`), 'H99.31');
  expect([waiting.status, await stateOf(waiting)]).toEqual([202, 'comparing']);
  await erase();
  expect([await stateOf(waiting), await sourcesOf(waiting)]).toEqual(['failed', [{ source: null }]]);
  expect(await compareNextUpload(engine, clock)).toBeUndefined();
});

test('a table that is being compared while a dossier is erased is not kept', async () => {
  const waiting = await upload(long(`H99.31-20260818-0000001;${PERSON};4;`), 'H99.31');
  let erased = false;
  const meanwhile: Engine['database'] = { ...engine.database, read: { ...read, run: async (sql, parameters) => {
    const changed = await read.run(sql, parameters);
    if (!erased && sql.startsWith('UPDATE portal_upload SET done')) {
      erased = true;
      await erase();
    }
    return changed;
  } } };
  await compareNextUpload({ ...engine, database: meanwhile }, clock);
  expect([erased, await stateOf(waiting), await sourcesOf(waiting)]).toEqual([true, 'failed', [{ source: null }]]);
});

test('a table of another agency stays, and so does one uploaded before the dossier came in', async () => {
  const other = await upload(long('H99.32-20260818-0000001;Người khác;4;'), 'H99.32');
  clock.set('2026-08-17T09:00:00+07:00');
  const before = await upload(`${HEADS}H99.31-20260805-0000099;Người khác;2;\n`, 'H99.31');
  clock.set('2026-08-19T09:00:00+07:00');
  await erase();
  expect([await stateOf(other), await sourcesOf(before)]).not.toContainEqual([{ source: null }]);
  expect([await stateOf(other), (await sourcesOf(before)).length]).toEqual(['comparing', 1]);
  expect(await compareNextUpload(engine, clock)).toBe(other.body['id']);
  expect(await stateOf(other)).toBe('compared');
});

test.each([
  // cell                                                        what is told of it
  [`${PERSON} 1;;4;`, 'Ô A2: không phải mã hồ sơ'],
  ['079000777666;;4;', 'Ô A2: không phải mã hồ sơ'],
  ['A-1;;0987 000 321;', 'Ô C2: không phải trạng thái của cổng'],
  ['A-1;;4;31/02/2026', 'Ô D2 "31/02/2026": không đọc được ngày'],
])('of a long table whose line is %j nothing is kept that could be a person', async (line, told) => {
  const waiting = await upload(long(line));
  expect(await compareNextUpload(engine, clock)).toBe(waiting.body['id']);
  expect((await get(`/api/v1/portal-comparisons/${String(waiting.body['id'])}`, MANAGER)).body).toMatchObject({ state: 'faulty', faults: [expect.stringContaining(told)] });
  const [kept] = await read.rows<{ faults: string }>('SELECT faults::text AS faults FROM portal_upload WHERE id = $1', [waiting.body['id']]);
  expect(kept?.faults).not.toMatch(/Dấu|0790|0987/u);
});
