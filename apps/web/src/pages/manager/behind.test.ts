import { expect, test } from 'vitest';
import { behindPortalCount } from './behind.js';

const COMPARED = { from: '2026-08-01', to: '2026-08-31', agency: 'H99.31' };

test.each([
  ['received', 'column=received&comparison=minute'],
  ['carriedOver', 'column=carried-over&comparison=minute'],
  ['finishedEarly', 'column=early&comparison=minute'],
  ['finishedOnTime', 'rate=same-day-of-processed&of=numerator'],
  ['finishedLate', 'column=late&comparison=minute'],
  ['openInTime', 'column=in-time&comparison=minute'],
  ['openOverdue', 'column=overdue&comparison=minute'],
] as const)('a number of %s leads to the list of exactly those, of the days and agency that were compared', (measure, words) => {
  expect(behindPortalCount({ measure, agency: null, field: null }, COMPARED)).toBe(`/so-lieu/ho-so?${words}&from=2026-08-01&to=2026-08-31&agency=H99.31`);
});

test('a line of an agency leads to its own dossiers, one of a field to those of the field where it was compared', () => {
  const all = { ...COMPARED, agency: null };
  expect(behindPortalCount({ measure: 'received', agency: 'H99.32', field: null }, all)).toMatch(/&agency=H99\.32$/u);
  expect(behindPortalCount({ measure: 'received', agency: null, field: 'XD' }, COMPARED)).toMatch(/&agency=H99\.31&field=XD$/u);
  expect(behindPortalCount({ measure: 'received', agency: null, field: null }, all)).toMatch(/&to=2026-08-31$/u);
});
