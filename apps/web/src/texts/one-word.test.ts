import { expect, test } from 'vitest';
import admin from './vi/admin.json' with { type: 'json' };
import citizen from './vi/citizen.json' with { type: 'json' };
import counter from './vi/counter.json' with { type: 'json' };
import manager from './vi/manager.json' with { type: 'json' };
import officer from './vi/officer.json' with { type: 'json' };
import shell from './vi/shell.json' with { type: 'json' };

function wordsOf(texts: object): readonly string[] {
  return Object.values(texts).flatMap((text: unknown) => (typeof text === 'string' ? [text] : typeof text === 'object' && text !== null ? wordsOf(text) : []));
}

test('a dialog is left without doing anything by one word, and no other word means that', () => {
  expect([admin.cancel, manager.cancel, counter.dialogs.cancel, officer.dialogs.cancel, officer.bulk.cancel]).toEqual(Array.from({ length: 5 }, () => 'Bỏ qua'));
  expect([admin, citizen, counter, manager, officer, shell].flatMap(wordsOf).filter((text) => /^Thôi|^(?:Hủy|Huỷ)$/u.test(text))).toEqual([]);
});
