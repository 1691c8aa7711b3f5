import { afterAll, expect, test } from 'vitest';
import { instant } from '#domain';
import { openDatabase } from '#persistence';
import { endStaff } from '#service';
import { accountOf, DEMO_PEOPLE, findByAccount } from '../../apps/local/identity/demo-people.js';
import { loadReferenceData } from '../../apps/local/reference-data.js';
import { createTestDatabase } from '../support/database.js';

const { url } = await createTestDatabase();
const database = await openDatabase({ url, poolSize: 2 });
afterAll(() => database.close());

test('the people who may sign in to the demonstration are its directory, under the same identifiers, and stay as an administrator left them', async () => {
  await loadReferenceData({ databaseUrl: url });
  const rows = await database.read.rows<{ subject: string; role: string; agency: string }>('SELECT subject, role, agency FROM staff');
  expect(rows.map(({ subject }) => subject).toSorted()).toEqual(DEMO_PEOPLE.map(accountOf).toSorted());
  expect(rows.filter(({ subject, role, agency }) => findByAccount(subject)?.role !== role || findByAccount(subject)?.agency !== agency)).toEqual([]);
  await endStaff(database.read, 'officer@H99.05', '2026-12-31', { subject: 'admin@H99' }, instant(0));
  await loadReferenceData({ databaseUrl: url });
  expect(await database.read.first(`SELECT active_until FROM staff WHERE subject = 'officer@H99.05'`)).toEqual({ active_until: '2026-12-31' });
});
