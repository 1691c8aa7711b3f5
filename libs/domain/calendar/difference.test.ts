import { expect, test } from 'vitest';
import { diffLayers, replaceYears } from './difference.js';
import type { CalendarDay, CalendarDefinition } from './definition.js';

const layer = (...days: readonly CalendarDay[]): CalendarDefinition => ({ id: 'vn', name: 'Việt Nam', days });
const day = (date: string, kind: CalendarDay['kind'], more: Partial<CalendarDay> = {}): CalendarDay => ({ date, kind, name: 'A', source: 'S', ...more });
const shown = (before: CalendarDefinition, after: CalendarDefinition): string[] =>
  diffLayers(before, after).days.map(({ date, before: old, after: now, changesHours }) => `${date} ${old?.kind ?? '-'} → ${now?.kind ?? '-'}${changesHours ? '' : ' (hours stay)'}`);

test.each<[string, CalendarDefinition, CalendarDefinition, readonly string[]]>([
  ['equal layers, whatever the order they are written in', layer(day('2026-01-01', 'holiday'), day('2026-01-02', 'closure')), layer(day('2026-01-02', 'closure'), day('2026-01-01', 'holiday')), []],
  ['a day added and a day taken away, in date order', layer(day('2026-01-02', 'holiday')), layer(day('2026-01-01', 'holiday')), ['2026-01-01 - → holiday', '2026-01-02 holiday → -']],
  ['a swap shows at both its dates', layer(), layer(day('2026-08-31', 'swap-off', { swapWith: '2026-08-22' })), ['2026-08-22 - → make-up', '2026-08-31 - → swap-off']],
  ['a day off for another reason keeps its hours', layer(day('2026-01-01', 'holiday')), layer(day('2026-01-01', 'closure')), ['2026-01-01 holiday → closure (hours stay)']],
  ['another document alone keeps the hours', layer(day('2026-01-01', 'holiday')), layer(day('2026-01-01', 'holiday', { source: 'T' })), ['2026-01-01 holiday → holiday (hours stay)']],
  ['other hours of the same kind', layer(day('2026-01-03', 'make-up', { hours: [['07:00', '11:00']] })), layer(day('2026-01-03', 'make-up', { hours: [['07:00', '12:00']] })), ['2026-01-03 make-up → make-up']],
  ['another partner of a swap', layer(day('2026-01-03', 'make-up', { swapWith: '2026-01-05' })), layer(day('2026-01-03', 'make-up', { swapWith: '2026-01-06' })), ['2026-01-03 make-up → make-up', '2026-01-05 swap-off → -', '2026-01-06 - → swap-off']],
  ['special hours that are none close the day', layer(day('2026-01-01', 'holiday')), layer(day('2026-01-01', 'special-hours', { hours: [] })), ['2026-01-01 holiday → special-hours (hours stay)']],
  ['a statement overruled within its layer does not show', layer(day('2026-01-01', 'closure')), layer(day('2026-01-01', 'closure'), day('2026-01-01', 'holiday')), []],
])('the difference of two layers: %s', (_what, before, after, expected) => {
  expect(shown(before, after)).toEqual(expected);
});

test('a year that is declared, confirmed or dropped shows as a change of that year', () => {
  const declared = (...years: readonly [number, 'confirmed' | 'proposed'][]): CalendarDefinition => ({ ...layer(), years: years.map(([year, status]) => ({ year, status, source: '' })) });
  const { years } = diffLayers(declared([2025, 'confirmed'], [2026, 'proposed']), declared([2026, 'confirmed'], [2027, 'proposed']));
  expect(years.map(({ year, before, after }) => [year, before?.status, after?.status])).toEqual([
    [2025, 'confirmed', undefined],
    [2026, 'proposed', 'confirmed'],
    [2027, undefined, 'proposed'],
  ]);
});

test('a layer that is ended shows its end and every statement it no longer makes', () => {
  const present = layer(day('2026-01-01', 'holiday'), day('2026-02-01', 'closure'));
  const { days, end } = diffLayers(present, { ...present, endsOn: '2026-01-02' });
  expect([days.map(({ date, before, after }) => [date, before?.kind, after?.kind]), end]).toEqual([[['2026-02-01', 'closure', undefined]], { after: '2026-01-02' }]);
  expect(diffLayers({ ...present, endsOn: '2026-01-02' }, present).end).toEqual({ before: '2026-01-02' });
});

test('a layer that breaks a rule has no difference', () => {
  expect(() => diffLayers(layer(), layer(day('2026-08-31', 'swap-off')))).toThrow('swap-needs-partner');
});

test('replacing a year keeps a swap that is written in another year', () => {
  const present: CalendarDefinition = { ...layer(day('2018-12-31', 'swap-off', { swapWith: '2019-01-05' }), day('2019-01-01', 'holiday')), years: [{ year: 2019, status: 'proposed', source: '' }] };
  const after = replaceYears(present, { years: [{ year: 2019, status: 'confirmed', source: 'N' }], days: [day('2019-02-05', 'holiday')] });
  expect([after.days?.map(({ date }) => date), after.years]).toEqual([['2018-12-31', '2019-02-05'], [{ year: 2019, status: 'confirmed', source: 'N' }]]);
});
