import { expect, test } from 'vitest';
import { type ClockRule, formatInstant, instant, MS_PER_HOUR } from '#domain';
import { applyImport, systemClock } from '#service';
import { openPlainCase } from '../support/cases.js';
import { createTestDatabase } from '../support/database.js';
import { CLERK } from '../support/e2e-desk.js';
import { until } from '../support/e2e-facts.js';
import { E2eStack } from '../support/e2e-stack.js';

const [SOON_MS, LATER_MS] = [8_000, MS_PER_HOUR / 2];

const database = await createTestDatabase();
// Worker and relay on a machine whose clock is an hour ahead.
const wrongClock = new URL(`../../dist/apps/cli/drill/wrong-clock.js?offset=${String(MS_PER_HOUR)}`, import.meta.url);
const { engine } = await E2eStack.start({ databaseUrl: database.url, variables: { CLOCK_SKEW_MS: '500', NODE_OPTIONS: `--import ${wrongClock.href}` }, running: ['worker', 'relay'] });

test('where the clock of worker and relay is an hour ahead, dossiers and cases become late when they are, and none before', async () => {
  const now = systemClock.now();
  const fields = { procedureCode: '1.013225', agencyCode: CLERK.agency, channel: 'counter', applicantName: 'Trần Thị Bưởi', receivedAt: formatInstant(instant(now - 240 * MS_PER_HOUR)) };
  const lines = [SOON_MS, LATER_MS].map((ms, index) => ({ line: index + 2, fields: { ...fields, code: `OLD-${String(ms)}`, dueAt: formatInstant(instant(now + ms)) } }));
  await applyImport(engine, lines, now, { source: 'old' });
  const cases = await Promise.all(
    [SOON_MS, LATER_MS].map((ms) => {
      // Nobody has to be warned of it: the relay itself settles it.
      const rule: ClockRule = { clock: 'completion', term: { fixedAt: instant(now + ms) }, escalations: [], law: { document: '126/KH-UBND' } };
      return openPlainCase(engine, { key: `case-${String(ms)}`, at: now, rules: [rule] });
    }),
  );
  const { read } = engine.database;
  const late = async (): Promise<readonly unknown[]> => [
    ...(await read.rows(`SELECT d.code, e.occurred_at AS at FROM dossier_event e JOIN dossier d ON d.id = e.dossier_id WHERE e.type = 'DossierBecameLate'`)),
    ...(await read.rows(`SELECT c.code, e.occurred_at AS at FROM case_event e JOIN deadline_case c ON c.id = e.case_id WHERE e.type = 'ClockBecameLate'`)),
  ];
  await until('what is due soon is late', async () => (await late()).length >= 2);
  expect(await late()).toEqual([{ code: 'OLD-8000', at: now + SOON_MS }, { code: cases[0]?.code, at: now + SOON_MS }]);
});
