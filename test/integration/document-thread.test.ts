import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { readDocument } from '#service';
import { DocumentThread } from '../../apps/api/files/document-reader.js';

const PLAN = new Uint8Array(await readFile(new URL('../fixtures/plans/khanh-hoa-2022.xlsx', import.meta.url)));
const thread = new DocumentThread(new URL('../../dist/apps/api/document-thread.js', import.meta.url), { env: { NODE_ENV: 'test' }, execArgv: [] });
afterAll(() => thread.close());

describe('the thread that reads documents', () => {
  test('reads what is read without it, while the one that asks goes on', async () => {
    let turns = 0;
    const turning = setInterval(() => { turns += 1; }, 1);
    expect(await thread.read(PLAN)).toEqual(readDocument(PLAN));
    clearInterval(turning);
    expect(turns).toBeGreaterThan(0);
  });

  test('says why a document cannot be read, by the limits it is given, and reads the next', async () => {
    await expect(thread.read(new Uint8Array())).rejects.toMatchObject({ name: 'DocumentError', problem: 'empty', message: 'The file is empty' });
    await expect(thread.read(PLAN, { bytes: 10_000_000, unpacked: 100_000_000, rows: 3 })).rejects.toMatchObject({ problem: 'too-many-rows' });
    expect((await thread.read(PLAN)).rows.length).toBeGreaterThan(3);
  });
});
