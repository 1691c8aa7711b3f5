import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '#persistence';
import { describeFault, verifyLedger } from '#service';
import { makeMorningLists } from '#service/figures';
import { foldFigures } from '../../libs/service/figures/fold-figures.js';
import { composeDocuments } from '../../libs/service/report-runs/compose-documents.js';
import { makeDueReports, ReportNotReadyError } from '../../libs/service/report-runs/make-reports.js';
import { SEAL_EARLIER_DOCUMENTS } from '../../libs/persistence/migrations/0037-nothing-rewritten.js';
import { createTestDatabase } from '../support/database.js';
import { sealAll } from '../support/seal-all.js';
import { startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { post, clock, engine, files } = await startTestApi(database);
const TABLES = ['sealed_document', 'morning_line', 'morning_list', 'report_file', 'report_run'] as const;
const COMMUNE = `agency = 'H99.31'`;
let owner: Database;

beforeAll(async () => {
  owner = await openDatabase({ url: database.ownerUrl, poolSize: 1 });
  for (const [index, at] of ['2026-08-12T09:00:00+07:00', '2026-08-18T09:00:00+07:00', '2026-08-19T09:00:00+07:00'].entries()) {
    clock.set(at);
    const body = { procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: 'H99.31', channel: 'counter', applicant: { name: 'Nguyễn Thị Sáng', phone: '0900000001' } };
    await post('/api/v1/dossiers', { as: 'clerk', key: `documents-${String(index)}`, body });
  }
  await foldFigures(engine);
  clock.set('2026-08-26T07:30:00+07:00');
  while ((await makeMorningLists(engine, clock.now(), 500)) > 0);
  clock.set('2026-09-15T07:00:00+07:00');
  await makeReport();
  await sealAll(engine, clock.now(), ['sealed_document']);
  const keys = await owner.read.rows<{ table: string; name: string }>(`SELECT conrelid::regclass::text AS table, conname AS name FROM pg_constraint WHERE contype IN ('f', 'c') AND conrelid = ANY($1::regclass[])`, [[...TABLES]]);
  for (const { table, name } of keys) {
    await owner.read.run(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  }
  await owner.read.run('CREATE SCHEMA saved');
  for (const table of TABLES) {
    await owner.read.run(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await owner.read.run(`CREATE TABLE saved.${table} AS TABLE ${table}`);
  }
});
afterEach(async () => {
  for (const table of TABLES) {
    await owner.read.run(`DELETE FROM ${table}`);
    await owner.read.run(`INSERT INTO ${table} SELECT * FROM saved.${table}`);
  }
});
afterAll(() => owner.close());

/** Again and again: transactions of other databases of the cluster may hold the sealer back. */
async function makeReport(): Promise<void> {
  for (;;) {
    try {
      await makeDueReports(engine, { files, compose: composeDocuments }, 'quarter', clock.now());
      return;
    } catch (error) {
      if (!(error instanceof ReportNotReadyError)) throw error;
    }
  }
}

async function found(): Promise<string> {
  const verification = await verifyLedger(engine);
  return verification.ok ? `whole, ${String(verification.documents)} documents` : describeFault(verification.fault);
}

describe('verification of what was given out', () => {
  test('lists of mornings and reports as they were made are whole', async () => {
    const made = await owner.read.first<{ n: number }>('SELECT (SELECT count(*) FROM morning_list) + (SELECT count(*) FROM report_run) AS n');
    expect(made?.n).toBeGreaterThan(2);
    expect(await found()).toBe(`whole, ${String(made?.n)} documents`);
  });

  test.each([
    ['a line changed', `UPDATE morning_line SET content = replace(content::text, '"late":true', '"late":false')::json WHERE ${COMMUNE}`, /morning list of H99\.31 of 2026-08-26 does not give its hash/u],
    ['a line left out', `DELETE FROM morning_line WHERE ${COMMUNE} AND place = 1`, /morning list of H99\.31 .* does not give its hash/u],
    ['a line put behind the others', `UPDATE morning_line SET place = CASE place WHEN 1 THEN 9 ELSE place END WHERE ${COMMUNE}`, /morning list of H99\.31 .* does not give its hash/u],
    ['a line hidden from an agency', `UPDATE morning_line SET agencies = '{}' WHERE ${COMMUNE} AND place = 1`, /says otherwise in line 1 than the columns beside it/u],
    ['a line taken from an officer', `UPDATE morning_line SET officers = '{officer-9}' WHERE ${COMMUNE} AND place = 1`, /says otherwise in line 1/u],
    ['a line moved to another province', `UPDATE morning_line SET province = 'H98' WHERE ${COMMUNE} AND place = 2`, /says otherwise in line 2/u],
    ['a late line among those due soon', `UPDATE morning_line SET late = false WHERE ${COMMUNE} AND place = 1`, /says otherwise in line 1/u],
    ['a count', `UPDATE morning_list SET late = late - 1, soon = soon + 1 WHERE ${COMMUNE}`, /counts 0 late and \d due soon, but its lines are 1 and \d/u],
    ['its moment', `UPDATE morning_list SET made_at = made_at - 1 WHERE ${COMMUNE}`, /is not what stands under the seals: it was changed after it was given out/u],
    ['a list gone', `WITH gone AS (DELETE FROM morning_line WHERE ${COMMUNE}) DELETE FROM morning_list WHERE ${COMMUNE}`, /1 lists or reports that were given out are gone/u],
    ['a list that was never made', `INSERT INTO morning_list SELECT day + 1, agency, made_at, soon_until, 0, 0, encode(sha256(''), 'hex') FROM morning_list WHERE ${COMMUNE}`, /has no hash under the seals: it was added afterwards/u],
    ['the figures of a report', `UPDATE report_run SET figures_hash = repeat('0', 64)`, /the report quarter of H99 of 2026-06-15 to 2026-09-14 .* is not what stands under the seals/u],
    ['a file of a report', `UPDATE report_file SET sha256 = repeat('0', 64) WHERE format = (SELECT min(format) FROM report_file)`, /the report quarter .* is not what stands under the seals/u],
    ['a file of a report left out', `DELETE FROM report_file WHERE format = (SELECT min(format) FROM report_file)`, /the report quarter .* is not what stands under the seals/u],
    ['a report gone', 'WITH gone AS (DELETE FROM report_file) DELETE FROM report_run', /1 lists or reports that were given out are gone/u],
  ])('%s is found', async (_, statement, sentence) => {
    await owner.read.run(statement);
    expect(await found()).toMatch(sentence);
  });

  test('a list changed with a hash that fits breaks the seal', async () => {
    await owner.read.run(`DELETE FROM sealed_document`);
    await owner.read.run(`UPDATE morning_list SET soon_until = soon_until + 1 WHERE ${COMMUNE}`);
    await owner.read.run(SEAL_EARLIER_DOCUMENTS);
    await owner.read.run('UPDATE sealed_document s SET id = was.id, xact_id = was.xact_id FROM saved.sealed_document was WHERE was.key = s.key');
    expect(await found()).toMatch(/^seal-root at seal \d+: its root is not that of the \d+ events/u);
  });

  test('what was given out before it was sealed gets the same hashes as if it had been sealed then', async () => {
    await owner.read.run('DELETE FROM sealed_document');
    await owner.read.run(SEAL_EARLIER_DOCUMENTS);
    const columns = 'kind, key, hash, made_at';
    expect(await owner.read.rows(`SELECT ${columns} FROM sealed_document ORDER BY 1, 2`)).toEqual(await owner.read.rows(`SELECT ${columns} FROM saved.sealed_document ORDER BY 1, 2`));
  });
});
