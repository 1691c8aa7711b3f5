import { Linter } from 'eslint';
import { expect, test } from 'vitest';
import tseslint from 'typescript-eslint';
import { oneCalendar } from './one-calendar.mjs';

function complaints(code: string, options: object = {}): number {
  const config = {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser as Linter.Parser },
    plugins: { house: { rules: { 'one-calendar': oneCalendar } } },
    rules: { 'house/one-calendar': ['error', options] },
  };
  return new Linter({ cwd: '/project' }).verify(code, config as unknown as Linter.Config, '/project/apps/api/x.ts').length;
}

test.each([
  'const later = at + 86_400_000;',
  'const later = at + 7 * 86400000;',
  'const week = 604_800_000;',
  'const seconds = 86_400;',
  'const day = 24 * 60 * 60 * 1000;',
  'const day = 1000 * 3600 * 24;',
  'const days = n * 24 * MS_PER_HOUR;',
  'const later = at + days * MS_PER_DAY;',
  'const DAY_MS = hours(24);',
  'date.setDate(date.getDate() + 1);',
  'date.setUTCMonth(3);',
  'function addWorkingDays() {}',
  'const addBusinessDays = () => 1;',
  'class Book { nextWorkingDay() {} }',
  "import dayjs from 'dayjs';",
  "import { addDays } from 'date-fns/addDays';",
  "const moment = require('moment-business-time');",
  "const luxon = await import('luxon');",
  "export { Temporal } from '@js-temporal/polyfill';",
  'read(`SELECT due_at + interval \'1 day\'`);',
  'read("SELECT make_interval(days => 1)");',
  'read(`SELECT (due_at + 86400000) FROM dossier`);',
  'read(`SELECT received_on::date + 5`);',
])('%s is refused outside the domain', (code) => {
  expect(complaints(code)).toBeGreaterThan(0);
});

test.each([
  'const later = addCalendarDays(date, 1);',
  'const due = calendar.addWorkingDays(at, 5, end);',
  "import { addLimit } from '#domain';",
  'const patience = 24 * seconds;',
  'const hour = 3_600_000;',
  'const words = "the interval between two days";',
  'read(`SELECT due_at FROM dossier WHERE due_at < $1`);',
])('%s is left alone', (code) => {
  expect(complaints(code)).toBe(0);
});

test('libraries of dates are left to the bench that stands beside them', () => {
  expect(complaints("import dayjs from 'dayjs';", { libraries: true })).toBe(0);
  expect(complaints('const day = 86_400_000;', { libraries: true })).toBe(1);
});
