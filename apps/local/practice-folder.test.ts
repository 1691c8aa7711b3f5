import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { parseInstant } from '#domain';
import { type DataFolder, takeDataFolder } from './data-folder.js';
import { openPracticeFolder, refusePractice } from './practice-folder.js';

const NOW = parseInstant('2026-11-27T09:00:00+07:00');
const WISH = { size: 300, seed: 7, fresh: false };
const taken: DataFolder[] = [];
afterEach(() => {
  for (const folder of taken.splice(0)) {
    folder.release();
    rmSync(folder.path, { recursive: true });
  }
});

function emptyFolder(): DataFolder {
  const folder = takeDataFolder(mkdtempSync(join(tmpdir(), 'dunghan-practice-')));
  taken.push(folder);
  return folder;
}

/** Opens the folder and tells what was said meanwhile. */
async function open(folder: DataFolder, wish: Partial<typeof WISH> = {}, at = NOW): Promise<{ readonly toFill: boolean; readonly said: readonly string[]; readonly filled: () => Promise<void> }> {
  const said: string[] = [];
  const { toFill, filled } = await openPracticeFolder(folder, { ...WISH, ...wish }, at, (line) => said.push(line));
  return { toFill: toFill !== undefined, said, filled };
}

function put(folder: DataFolder, name: string): string {
  mkdirSync(join(folder.path, 'postgres'), { recursive: true });
  writeFileSync(folder.file(name), 'x');
  return folder.file(name);
}

describe('a folder of practice', () => {
  test('an empty folder is filled, and goes on at the next start', async () => {
    const folder = emptyFolder();
    const first = await open(folder);
    expect(first).toMatchObject({ toFill: true, said: [] });
    const kept = put(folder, 'postgres/base');
    await first.filled();
    expect(await open(folder)).toMatchObject({ toFill: false, said: [] });
    expect(existsSync(kept)).toBe(true);
  });

  test('a filling that was cut off is emptied and begun anew', async () => {
    const folder = emptyFolder();
    await open(folder);
    const half = put(folder, 'postgres/base');
    const again = await open(folder);
    expect(again).toMatchObject({ toFill: true, said: [expect.stringContaining('not written to its end')] });
    expect(existsSync(half)).toBe(false);
    expect(readFileSync(folder.file('lock'), 'utf8')).toContain(String(process.pid));
  });

  test('data some days old says so, and is made anew only where that is asked for', async () => {
    const folder = emptyFolder();
    await (await open(folder)).filled();
    const later = parseInstant('2026-12-01T10:00:00+07:00');
    expect(await open(folder, {}, later)).toMatchObject({ toFill: false, said: [expect.stringContaining('4 days ago')] });
    expect(await open(folder, { fresh: true }, later)).toMatchObject({ toFill: true });
  });

  test('an installation is neither filled nor emptied, whatever is asked for', async () => {
    const folder = emptyFolder();
    const kept = put(folder, 'secrets.json');
    await expect(open(folder)).rejects.toThrow('holds an installation');
    await expect(open(folder, { fresh: true })).rejects.toThrow('holds an installation');
    expect(existsSync(kept)).toBe(true);
  });

  test('the ordinary start refuses a folder of practice, filled or not', async () => {
    const folder = emptyFolder();
    await expect(refusePractice(folder)).resolves.toBeUndefined();
    const { filled } = await open(folder);
    await expect(refusePractice(folder)).rejects.toThrow('--demo');
    await filled();
    await expect(refusePractice(folder)).rejects.toThrow('--demo');
  });
});
