import { expect, test } from 'vitest';
import type { Role } from '#domain';
import { createTestDatabase } from '../support/database.js';
import { type Call, startTestApi } from './api-harness.js';

const { get, post } = await startTestApi(await createTestDatabase());

test('what was not passed on yet stands in the list of the desk it lies at, and not in that of the agency that waits for it', async () => {
  const clerkOf = (agency: string): Call => ({ as: { role: 'clerk' as Role, agency } });
  const taken = await post('/api/v1/dossiers', { ...clerkOf('H99.02'), key: 'transfer-taken', body: { procedureCode: '1.014464', agencyCode: 'H99.07', receivingAgencyCode: 'H99.02', channel: 'counter', applicant: { name: 'Trần Thị Thử' } } });
  expect(taken.status, taken.text).toBe(201);
  const code = String(taken.body['code']);
  const listedFor = async (agency: string, queue: string): Promise<boolean> => (await get(`/api/v1/dossiers?queue=${queue}`, clerkOf(agency))).text.includes(code);
  const countedFor = async (agency: string): Promise<unknown> => ((await get('/api/v1/queues', clerkOf(agency))).body as { readonly items: readonly { readonly queue: string; readonly count: number }[] }).items.find(({ queue }) => queue === 'to-transfer')?.count;
  expect([await listedFor('H99.02', 'to-transfer'), await countedFor('H99.02')]).toEqual([true, 1]);
  expect([await listedFor('H99.07', 'open'), await listedFor('H99.07', 'to-transfer'), await countedFor('H99.07')]).toEqual([true, false, 0]);
});
