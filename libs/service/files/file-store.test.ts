import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { FileContentError, locationOf, openDiskStore } from './file-store.js';

const folder = mkdtempSync(join(tmpdir(), 'dunghan-files-'));
const store = openDiskStore(join(folder, 'files'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('what was put is got, also through another store on the same folder', async () => {
  const [location, content] = [locationOf(randomUUID()), randomBytes(100_000)];
  await store.put(location, content);
  expect(await openDiskStore(join(folder, 'files')).get(location)).toEqual(content);
});

test('putting again replaces the content whole, and leaves nothing half written behind', async () => {
  const location = locationOf(randomUUID());
  await Promise.all(Array.from({ length: 8 }, (_, index) => store.put(location, Buffer.alloc(50_000, index))));
  const content = await store.get(location);
  expect(content).toEqual(Buffer.alloc(50_000, content[0]));
  expect(readdirSync(join(folder, 'files', location.slice(0, 2)))).not.toContainEqual(expect.stringMatching(/half$/u));
});

test('files can be read by their owner only', async () => {
  const location = locationOf(randomUUID());
  await store.put(location, Buffer.of(1));
  expect(statSync(join(folder, 'files', location)).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, 'files', location.slice(0, 2))).mode & 0o777).toBe(0o700);
});

test('a content that is not there is named, and removing it changes nothing', async () => {
  const location = locationOf(randomUUID());
  await expect(store.get(location)).rejects.toThrow(new FileContentError(`The file store holds nothing at ${location}: restore it from a backup`));
  await store.put(location, Buffer.of(1));
  await store.remove(location);
  await store.remove(location);
  await expect(store.get(location)).rejects.toThrow(FileContentError);
});

test.each(['../secret', 'aa/../../../etc/passwd', '/etc/passwd', '', 'aa', `aa/${'.'.repeat(36)}`, `AA/${randomUUID()}`])('"%s" is no location', async (location) => {
  await expect(store.put(location, Buffer.of(1))).rejects.toThrow(RangeError);
  await expect(store.get(location)).rejects.toThrow(RangeError);
  await expect(store.remove(location)).rejects.toThrow(RangeError);
});
