import { expect, test } from 'vitest';
import { letterFileName } from './letter-file-name.js';

test.each([
  ['04', 'apology', 'H99-1-04.pdf'],
  ['00', 'result-ready', 'H99-1-result-ready.pdf'],
  ['00', 'date-moved', 'H99-1-date-moved.pdf'],
])('files of one dossier are told apart: form %s, %s', (form, kind, name) => {
  expect(letterFileName('H99-1', { form, kind })).toBe(name);
});
