import { expect, test } from 'vitest';
import { amendLayer } from './amend-layer.js';
import type { CalendarDay, CalendarDefinition } from './definition.js';

const holiday: CalendarDay = { date: '2027-01-01', kind: 'holiday', name: 'Tết Dương lịch', source: 'TB 1' };
const hours: CalendarDay = { date: '2027-01-01', kind: 'special-hours', name: 'trực', source: 'TB 2', hours: [['07:00', '11:00']] };
const storm: CalendarDay = { date: '2026-10-15', kind: 'closure', name: 'Bão số 9', source: 'CĐ 05', reason: 'storm', decision: '05/CĐ-UBND' };
const LAYER: CalendarDefinition = { id: 'agency', name: 'agency', week: { mon: [['07:00', '11:00']] }, days: [holiday, hours], years: [{ year: 2027, status: 'proposed', source: '-' }] };

test('statements are made, replaced by date and kind, and kept in order of their dates', () => {
  const renamed = { ...holiday, name: 'Tết Dương lịch 2027' };
  expect(amendLayer(LAYER, { add: [renamed, storm] }).days).toEqual([storm, hours, renamed]);
});

test('a statement is taken back by its date, or by date and kind', () => {
  expect(amendLayer(LAYER, { remove: [{ date: '2027-01-01' }] }).days).toEqual([]);
  expect(amendLayer(LAYER, { remove: [{ date: '2027-01-01', kind: 'holiday' }] }).days).toEqual([hours]);
});

test('a year is declared otherwise, and weekly hours stay', () => {
  const confirmed = { year: 2027, status: 'confirmed', source: 'TB 9' } as const;
  expect(amendLayer(LAYER, { years: [confirmed] })).toEqual({ ...LAYER, years: [confirmed] });
});

test.each([
  ['2027-01-02', undefined],
  ['2027-01-01', 'closure'],
] as const)('what the layer does not say of %s (%s) cannot be taken back', (date, kind) => {
  expect(() => amendLayer(LAYER, { remove: [{ date, ...(kind === undefined ? {} : { kind }) }] })).toThrow(expect.objectContaining({ rule: 'nothing-to-remove', place: date }));
});

test('a layer is ended from a day, and a later word on its end replaces it', () => {
  const ended = amendLayer(LAYER, { endsOn: '2027-07-01' });
  expect([ended.endsOn, amendLayer(ended, { endsOn: '2027-08-01' }).endsOn, amendLayer(ended, {}).endsOn]).toEqual(['2027-07-01', '2027-08-01', '2027-07-01']);
});

test('a layer that says nothing of any day keeps saying nothing', () => {
  expect(amendLayer({ id: 'a', name: 'a' }, {})).toEqual({ id: 'a', name: 'a' });
});
