import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataFolderInUse, takeDataFolder } from './data-folder.js';
import { findProcess } from './process-table.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dunghan-folder-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function held(holder: { pid: number; begun: string }): string {
  writeFileSync(join(root, 'lock'), JSON.stringify(holder));
  return root;
}

test('a folder in use is refused with the number of the process that uses it, and left as it was', () => {
  takeDataFolder(root);
  const before = readdirSync(root);
  expect(() => takeDataFolder(root)).toThrow(DataFolderInUse);
  expect(() => takeDataFolder(root)).toThrow(`process ${process.pid}`);
  expect(readdirSync(root)).toEqual(before);
});

test('a folder that was released can be taken again', () => {
  takeDataFolder(root).release();
  takeDataFolder(root).release();
  expect(existsSync(join(root, 'lock'))).toBe(false);
});

test('the lock of a process that no longer runs is taken over', () => {
  held({ pid: 2 ** 22 + 1, begun: '1' });
  expect(takeDataFolder(root).path).toBe(root);
});

test('the lock of a dead process counts as such although its number now belongs to another', () => {
  held({ pid: process.pid, begun: 'before this process began' });
  expect(takeDataFolder(root).path).toBe(root);
});

test('a lock that says nothing readable is taken over', () => {
  writeFileSync(join(root, 'lock'), '');
  expect(takeDataFolder(root).path).toBe(root);
});

test('a path that can be no folder is refused by name, with what to set', () => {
  const file = join(root, 'file');
  writeFileSync(file, '');
  expect(() => takeDataFolder(file)).toThrow(`${file} cannot be the stack's data folder: set DATA_DIR`);
});

test('taking a folder leaves nothing but the lock and the logs', () => {
  held({ pid: 2 ** 22 + 1, begun: '1' });
  takeDataFolder(root);
  expect(readdirSync(root).sort()).toEqual(['lock', 'logs']);
  expect(findProcess(process.pid)).toBeDefined();
});
