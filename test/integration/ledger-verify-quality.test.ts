import { afterEach, beforeAll, expect, test } from 'vitest';
import { describeFault, verifyLedger } from '#service';
import { foldFigures, keepQualityFacts } from '#service/figures';
import { asOwner, createTestDatabase } from '../support/database.js';
import { apiDesk } from './api-desk.js';
import { startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);
const COMMUNE = 'H99.31';
const desk = apiDesk({ get, post }, { as: { role: 'clerk', agency: COMMUNE, subject: 'clerk-31' } }, { procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: COMMUNE, channel: 'counter', applicant: { name: 'Nguyễn Thị Điểm' } });

beforeAll(async () => {
  clock.set('2026-08-18T09:00:00+07:00');
  const [ended] = [await desk.take(), await desk.take()];
  clock.set('2026-08-19T09:00:00+07:00');
  await desk.sendAll(ended.links.self, { type: 'Withdraw', body: { reasonCode: 'applicant-request' }, text: { reason: 'Theo đơn' } });
  await foldFigures(engine);
  do await keepQualityFacts(engine);
  while ((await engine.database.read.rows('SELECT FROM quality_fact')).length === 0);
  await asOwner(database, 'CREATE TABLE kept_fact AS TABLE quality_fact');
});
afterEach(() => asOwner(database, 'DELETE FROM quality_fact; INSERT INTO quality_fact SELECT * FROM kept_fact'));

async function found(): Promise<string> {
  const verification = await verifyLedger(engine);
  return verification.ok ? 'whole' : describeFault(verification.fault);
}

test.each([
  // what was done to the kept facts                                                          what is found
  ['nothing', 'SELECT 1', 'whole'],
  ['another end is told', `UPDATE quality_fact SET content = jsonb_set(content::jsonb, '{punctuality}', '"late"')::json`, 'are not what its events tell'],
  ['they are emptied', 'UPDATE quality_fact SET content = NULL', 'are not what its events tell'],
  ['they are told ahead of the ledger', `UPDATE quality_fact SET of_seq = of_seq + 1`, 'but its events end with'],
  ['an open dossier is given an end', `INSERT INTO quality_fact SELECT d.id, d.last_seq, f.rule, f.content FROM dossier d CROSS JOIN quality_fact f WHERE d.in_stock`, 'are not what its events tell'],
  ['they are of an earlier event, and nobody reads them', `UPDATE quality_fact SET of_seq = of_seq - 1, content = NULL`, 'whole'],
  ['they are by another rule, and nobody reads them', `UPDATE quality_fact SET rule = 0, content = NULL`, 'whole'],
])('where %s, verification of facts kept for quality scores says so', async (_, damage, expected) => {
  await asOwner(database, damage);
  expect(await found()).toContain(expected);
});
