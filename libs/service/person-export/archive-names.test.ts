import { expect, test } from 'vitest';
import { archiveNames } from './archive-names.js';

const namesOf = (...codes: readonly string[]): readonly string[] => [...archiveNames(codes).values()];

test('a code as it is given here is its own name', () => {
  expect(namesOf('000.00.31.H99-260819-0001', 'PA-H99-2026-000001')).toEqual(['000.00.31.H99-260819-0001', 'PA-H99-2026-000001']);
});

test('codes of other systems that differ only in what no name may hold have names that differ', () => {
  expect(namesOf('HS/1', 'HS 1', 'HS_1', 'hs:1', 'HS_1-2')).toEqual(['HS_1', 'HS_1-2', 'HS_1-3', 'hs_1-4', 'HS_1-2-2']);
});

test.each(['..', '../../etc', '/etc/passwd', '.', 'a/../../b', '..\\x'])('%s leads nowhere', (code) => {
  const [name = ''] = namesOf(code);
  expect(name).toMatch(/^[\w-][\w.-]*$/u);
});
