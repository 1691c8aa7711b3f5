import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { menuWordsOf } from '../../menu-of-texts.js';
import counter from './vi/counter.json' with { type: 'json' };
import officer from './vi/officer.json' with { type: 'json' };

test('a language has in the menu what the files of its folder say, whichever parts it has', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dunghan-texts-'));
  try {
    writeFileSync(join(folder, 'shell.json'), JSON.stringify({ menu: 'Menu', brand: 'On time' }));
    writeFileSync(join(folder, 'counter.json'), JSON.stringify({ menu: { intake: 'Intake' }, start: { title: 'Desk' } }));
    writeFileSync(join(folder, 'citizen.json'), JSON.stringify({ title: 'Look up' }));
    expect(menuWordsOf(folder)).toEqual({ counter: { intake: 'Intake' } });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the Vietnamese menu has the words of every part of the staff', () => {
  const words = menuWordsOf(fileURLToPath(new URL('vi', import.meta.url)));
  expect(Object.keys(words)).toEqual(['admin', 'counter', 'manager', 'officer']);
  expect([words['counter'], words['officer']]).toEqual([counter.menu, officer.menu]);
});
