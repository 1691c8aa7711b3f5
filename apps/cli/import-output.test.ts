import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { FindingsFile } from './import-findings.js';
import { ProgressBar } from './import-progress.js';

const folder = mkdtempSync(join(tmpdir(), 'dunghan-import-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the file of rejects', () => {
  test('names line, code, column, reason and detail of every reject, quoted where a CSV needs it', async () => {
    const file = new FindingsFile(join(folder, 'a.csv.rejects.csv'));
    file.add(3, 'A-1', { column: 'channel', reason: 'unknown-value', detail: '"fax" is none of counter, online' });
    file.add(9, '', { column: '', reason: 'malformed-line', detail: 'is no JSON object' });
    await file.close();
    expect(readFileSync(file.path, 'utf8')).toBe(
      'line,code,column,reason,detail\r\n3,A-1,channel,unknown-value,"""fax"" is none of counter, online"\r\n9,,,malformed-line,is no JSON object\r\n',
    );
  });

  test('does not exist without rejects, not even from an import before', async () => {
    const path = join(folder, 'b.csv.rejects.csv');
    writeFileSync(path, 'old');
    const file = new FindingsFile(path);
    await file.close();
    expect(file.isEmpty).toBe(true);
    expect(existsSync(path)).toBe(false);
  });
});

describe('progress', () => {
  test('is a bar that is drawn over on a terminal and ends with its line', () => {
    const written: string[] = [];
    const bar = new ProgressBar({ isTTY: true, write: (text: string) => written.push(text) > 0 }, () => 0.5);
    bar.show(2_000);
    bar.end();
    expect(written.at(-1)).toBe('\n');
    expect(written[0]).toMatch(/^\r.*\[#{15}\.{15}\] {2}50 % {2}2,000 lines, [\d,]+ lines\/s$/);
  });

  test('is a plain line elsewhere, and not one for every batch', () => {
    const written: string[] = [];
    const bar = new ProgressBar({ write: (text: string) => written.push(text) > 0 }, () => 1);
    bar.show(2_000);
    bar.show(4_000);
    bar.end();
    expect(written).toEqual([expect.stringMatching(/^100 % {2}2,000 lines, [\d,]+ lines\/s\n$/)]);
  });
});
