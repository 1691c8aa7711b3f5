import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from './lock.mjs';

let folder: string;
let lock: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dunghan-lock-'));
  lock = join(folder, 'build.lock');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('the lock is there while the work is done, and gone with everything else afterwards', async () => {
  expect(await withLock(lock, async () => existsSync(lock))).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
});

test('the lock is given back when the work fails', async () => {
  await expect(withLock(lock, () => Promise.reject(new Error('no network')))).rejects.toThrow('no network');
  expect(readdirSync(folder)).toEqual([]);
});

test('the lock of a process that has died is taken over', async () => {
  writeFileSync(lock, String(2 ** 22 + 1));
  expect(await withLock(lock, async () => 'worked')).toBe('worked');
});
