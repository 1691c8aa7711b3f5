import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { BrokenFile, findJsonFile, findSpareJsonFile, writeJsonFile } from './json-file.js';
import { ensureSecrets } from './secrets.js';

const schema = z.object({ port: z.number() });
let root: string;
let file: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dunghan-json-'));
  file = join(root, 'ports.json');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

test('what was written is read again, by its owner alone, and nothing else is left in the folder', async () => {
  await writeJsonFile(file, { port: 1 });
  await writeJsonFile(file, { port: 2 });
  expect(await findJsonFile(file, schema)).toEqual({ port: 2 });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(root)).toEqual(['ports.json']);
});

test('a file that is not there is not found', async () => {
  expect(await findJsonFile(file, schema)).toBeUndefined();
  expect(await findSpareJsonFile(file, schema)).toBeUndefined();
});

test.each(['', '{"port":', '{"door":1}', 'null'])('a file that holds %j is broken', async (text) => {
  writeFileSync(file, text);
  await expect(findJsonFile(file, schema)).rejects.toThrow(BrokenFile);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('a broken file that can be done without is put aside and counts as missing', async () => {
  writeFileSync(file, '{"port":');
  expect(await findSpareJsonFile(file, schema)).toBeUndefined();
  expect(readdirSync(root)).toEqual(['ports.json.broken']);
  expect(readFileSync(`${file}.broken`, 'utf8')).toBe('{"port":');
});

test('secrets are made once and kept', async () => {
  const made = await ensureSecrets(file);
  expect(await ensureSecrets(file)).toEqual(made);
});

test('broken secrets are never replaced by new ones, under which the data could not be opened', async () => {
  writeFileSync(file, '{"masterKey":');
  await expect(ensureSecrets(file)).rejects.toThrow('restore it from a copy');
  expect(readFileSync(file, 'utf8')).toBe('{"masterKey":');
});
