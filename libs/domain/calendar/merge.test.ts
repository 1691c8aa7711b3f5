import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../../test/fixtures/calendar/calendars.js';
import { parseLocalDate } from '../time/local-date.js';
import type { CalendarDay, CalendarDefinition, CalendarDayKind } from './definition.js';
import { dayReason, yearStatus } from './effective.js';
import { CalendarDefinitionError } from './errors.js';
import { mergeCalendars } from './merge.js';

const office: NonNullable<CalendarDefinition['week']> = { mon: [['07:00', '11:00'], ['13:00', '17:00']], tue: [['07:00', '11:00']], fri: [['07:30', '16:00']] };
const years = [{ year: 2026, status: 'confirmed', source: 'notice' }] as const;

function day(date: string, kind: CalendarDayKind, more: Partial<CalendarDay> = {}): CalendarDay {
  return { date, kind, name: kind, source: 'notice', ...more };
}

function layer(id: string, more: Partial<CalendarDefinition> = {}): CalendarDefinition {
  return { id, name: id, ...more };
}

function base(...days: CalendarDay[]): CalendarDefinition {
  return layer('nation', { week: office, years, days });
}

/** What holds on a date under the layers: kind and open minutes. */
function reasonOn(date: string, ...layers: CalendarDefinition[]) {
  return dayReason(mergeCalendars(layers), parseLocalDate(date));
}

function refusal(...layers: CalendarDefinition[]): CalendarDefinitionError {
  try {
    mergeCalendars(layers);
  } catch (error) {
    if (error instanceof CalendarDefinitionError) {
      return error;
    }
    throw error;
  }
  throw new Error('The definition was accepted');
}

// 2026-03-02 is a Monday, 2026-03-07 a Saturday, 2026-03-08 a Sunday.
describe('precedence within a layer', () => {
  test.each<[CalendarDayKind, CalendarDay[]]>([
    ['closure', [day('2026-03-02', 'special-hours', { hours: [['08:00', '09:00']] }), day('2026-03-02', 'closure')]],
    ['special-hours', [day('2026-03-02', 'holiday'), day('2026-03-02', 'special-hours', { hours: [['08:00', '09:00']] })]],
    ['special-hours', [day('2026-03-02', 'special-hours', { hours: [['08:00', '09:00']] }), day('2026-03-02', 'make-up', { hours: [['09:00', '10:00']] })]],
    ['make-up', [day('2026-03-02', 'holiday'), day('2026-03-02', 'make-up', { swapWith: '2026-03-06' })]],
    ['holiday', [day('2026-03-02', 'compensation'), day('2026-03-02', 'holiday')]],
  ])('%s is the strongest of the statements made about one Monday (case %#)', (kind, days) => {
    expect(reasonOn('2026-03-02', base(...days)).kind).toBe(kind);
    expect(reasonOn('2026-03-02', base(...days.toReversed())).kind).toBe(kind);
  });

  test('a date beats the week, and a date nobody mentions follows its week', () => {
    expect(reasonOn('2026-03-02', base(day('2026-03-02', 'holiday')))).toMatchObject({ kind: 'holiday', working: false, layer: 'nation' });
    expect(reasonOn('2026-03-02', base())).toEqual({ date: '2026-03-02', kind: 'weekly-hours', working: true, hours: [[420, 660], [780, 1020]] });
    expect(reasonOn('2026-03-08', base())).toEqual({ date: '2026-03-08', kind: 'weekly-rest', working: false, hours: [] });
  });

  test('a closure of a part of the day leaves the hours it names open, of whatever the day would have had', () => {
    const afternoon = day('2026-03-02', 'closure', { hours: [['07:00', '11:00']], reason: 'storm', decision: '12/QĐ-UBND' });
    expect(reasonOn('2026-03-02', base(), layer('agency', { days: [afternoon] }))).toMatchObject({ kind: 'closure', working: true, hours: [[420, 660]], reason: 'storm', decision: '12/QĐ-UBND' });
    const makeUp = day('2026-03-07', 'make-up', { swapWith: '2026-03-02' });
    expect(reasonOn('2026-03-07', base(makeUp, day('2026-03-07', 'closure', { hours: [['07:00', '10:00']] }))).hours).toEqual([[420, 600]]);
    expect(reasonOn('2026-03-07', base(makeUp), layer('agency', { days: [day('2026-03-07', 'closure', { hours: [['13:00', '15:00']] })] })).hours).toEqual([[780, 900]]);
  });

  test('special hours that are empty close the day', () => {
    expect(reasonOn('2026-03-02', base(day('2026-03-02', 'special-hours', { hours: [] })))).toMatchObject({ working: false, hours: [] });
  });
});

describe('hours of a make-up day', () => {
  test('are its own when it has some', () => {
    const swap = base(day('2026-03-02', 'swap-off', { swapWith: '2026-03-07' }), day('2026-03-07', 'make-up', { swapWith: '2026-03-02', hours: [['08:00', '12:00']] }));
    expect(reasonOn('2026-03-07', swap).hours).toEqual([[480, 720]]);
  });

  test('may be written at the day off of the swap', () => {
    const swap = base(day('2026-03-02', 'swap-off', { swapWith: '2026-03-07', hours: [['08:00', '12:00']] }));
    expect(reasonOn('2026-03-07', swap)).toMatchObject({ kind: 'make-up', hours: [[480, 720]] });
    expect(reasonOn('2026-03-02', swap)).toMatchObject({ kind: 'swap-off', hours: [] });
  });

  test('are else those of the weekday it was swapped with, as the innermost layer gives them', () => {
    const swap = base(day('2026-03-03', 'swap-off', { swapWith: '2026-03-07' }));
    expect(reasonOn('2026-03-07', swap).hours).toEqual([[420, 660]]);
    const agency = layer('agency', { week: { tue: [['09:00', '10:00']] } });
    expect(reasonOn('2026-03-07', swap, agency).hours).toEqual([[540, 600]]);
  });

  test('without a swap are those of its own weekday', () => {
    const saturday = layer('agency', { week: { sat: [['07:00', '11:00']] }, days: [day('2026-03-07', 'make-up')] });
    expect(reasonOn('2026-03-07', base(), saturday).hours).toEqual([[420, 660]]);
    expect(refusal(base(day('2026-03-07', 'make-up')))).toMatchObject({ rule: 'make-up-without-hours', place: '2026-03-07' });
  });

  test('win over a weekly Saturday morning', () => {
    const saturday = layer('agency', { week: { sat: [['07:00', '11:00']] } });
    expect(reasonOn('2026-03-07', base(day('2026-03-02', 'swap-off', { swapWith: '2026-03-07' })), saturday).hours).toEqual([[420, 660], [780, 1020]]);
  });
});

describe('swaps', () => {
  test('written at either date state both', () => {
    for (const written of [day('2026-03-02', 'swap-off', { swapWith: '2026-03-07' }), day('2026-03-07', 'make-up', { swapWith: '2026-03-02' })]) {
      expect(reasonOn('2026-03-02', base(written))).toMatchObject({ kind: 'swap-off', working: false, swapWith: '2026-03-07' });
      expect(reasonOn('2026-03-07', base(written))).toMatchObject({ kind: 'make-up', working: true, swapWith: '2026-03-02' });
    }
  });

  test('may reach into a year the calendar does not cover', () => {
    const calendar = calendarOf(base(day('2025-12-29', 'swap-off', { swapWith: '2026-01-03' })));
    expect(calendar.isWorkingDay(parseLocalDate('2026-01-03'))).toBe(true);
    expect(dayReason(calendar.effective, parseLocalDate('2025-12-29')).kind).toBe('swap-off');
  });
});

describe('layers', () => {
  test('the innermost statement about a date is heard alone', () => {
    const nation = base(day('2026-03-02', 'holiday'), day('2026-03-03', 'holiday'));
    const province = layer('province', { days: [day('2026-03-02', 'special-hours', { hours: [['08:00', '09:00']] })] });
    const agency = layer('agency', { days: [day('2026-03-02', 'closure', { name: 'storm' })] });
    expect(reasonOn('2026-03-02', nation, province)).toMatchObject({ layer: 'province', hours: [[480, 540]] });
    expect(reasonOn('2026-03-02', nation, province, agency)).toMatchObject({ layer: 'agency', kind: 'closure', name: 'storm', hours: [] });
    expect(reasonOn('2026-03-03', nation, province, agency)).toMatchObject({ layer: 'nation', kind: 'holiday' });
  });

  test('weekly hours are taken weekday by weekday, and an empty list closes one', () => {
    const agency = layer('agency', { week: { tue: [], sat: [['07:30', '11:30']] } });
    expect(reasonOn('2026-03-02', base(), agency).hours).toEqual([[420, 660], [780, 1020]]);
    expect(reasonOn('2026-03-03', base(), agency).working).toBe(false);
    expect(reasonOn('2026-03-07', base(), agency).hours).toEqual([[450, 690]]);
  });

  test('a date of an outer layer beats the weekly hours of an inner one', () => {
    expect(reasonOn('2026-03-02', base(day('2026-03-02', 'holiday')), layer('agency', { week: { mon: [['08:00', '09:00']] } })).working).toBe(false);
  });

  test('a year is confirmed when no layer calls it proposed', () => {
    const proposed = layer('province', { years: [{ year: 2026, status: 'proposed', source: 'draft' }] });
    const agency = layer('agency', { years: [{ year: 2026, status: 'confirmed', source: 'own' }, { year: 2027, status: 'proposed', source: 'own' }] });
    expect(yearStatus(mergeCalendars([base(), proposed, agency]), 2026)).toBe('proposed');
    expect(yearStatus(mergeCalendars([base(), agency]), 2026)).toBe('confirmed');
    expect(yearStatus(mergeCalendars([base(), agency]), 2027)).toBe('proposed');
  });
});

describe('a definition that breaks a rule is refused by name', () => {
  const monday = (hours: [string, string][]): CalendarDefinition => layer('bad', { week: { mon: hours }, years });
  test.each<[string, string, CalendarDefinition]>([
    ['time-format', 'mon', monday([['7:00', '11:00']])],
    ['time-format', 'mon', monday([['07:00', '24:01']])],
    ['time-format', 'mon', monday([['07:60', '11:00']])],
    ['interval-order', 'mon', monday([['11:00', '07:00']])],
    ['interval-order', 'mon', monday([['07:00', '07:00']])],
    ['interval-order', 'mon', monday([['13:00', '17:00'], ['07:00', '11:00']])],
    ['interval-overlap', 'mon', monday([['07:00', '11:00'], ['10:59', '12:00']])],
    ['date-format', '2026-02-29', base(day('2026-02-29', 'holiday'))],
    ['date-format', '2026-3-7', base(day('2026-03-02', 'swap-off', { swapWith: '2026-3-7' }))],
    ['duplicate-day', '2026-03-02', base(day('2026-03-02', 'holiday'), day('2026-03-02', 'holiday'))],
    ['holiday-and-make-up', '2026-03-02', base(day('2026-03-02', 'holiday'), day('2026-03-02', 'make-up'))],
    ['holiday-and-make-up', '2026-03-02', base(day('2026-03-02', 'compensation'), day('2026-03-02', 'make-up', { hours: [['07:00', '11:00']] }))],
    ['off-and-make-up', '2026-03-02', base(day('2026-03-02', 'swap-off', { swapWith: '2026-03-07' }), day('2026-03-02', 'make-up'))],
    ['special-hours-need-hours', '2026-03-02', base(day('2026-03-02', 'special-hours'))],
    ['hours-not-allowed', '2026-03-02', base(day('2026-03-02', 'closure', { hours: [] }))],
    ['closure-opens-time', '2026-03-02', base(day('2026-03-02', 'closure', { hours: [['10:00', '12:00']] }))],
    ['closure-opens-time', '2026-03-07', base(day('2026-03-07', 'closure', { hours: [['07:00', '11:00']] }))],
    ['closure-opens-time', '2026-03-02', base(day('2026-03-02', 'closure', { hours: [['07:00', '11:00']] }), day('2026-03-02', 'holiday'))],
    ['hours-not-allowed', '2026-03-02', base(day('2026-03-02', 'swap-off', { swapWith: '2026-03-07', hours: [['07:00', '09:00']] }), day('2026-03-07', 'make-up', { swapWith: '2026-03-02' }))],
    ['make-up-without-hours', '2026-03-07', base(day('2026-03-07', 'make-up', { hours: [] }))],
    ['swap-needs-partner', '2026-03-02', base(day('2026-03-02', 'swap-off'))],
    ['swap-with-itself', '2026-03-02', base(day('2026-03-02', 'swap-off', { swapWith: '2026-03-02' }))],
    ['swap-not-allowed', '2026-03-02', base(day('2026-03-02', 'holiday', { swapWith: '2026-03-07' }))],
    ['swap-mismatch', '2026-03-02', base(day('2026-03-02', 'swap-off', { swapWith: '2026-03-07' }), day('2026-03-07', 'make-up', { hours: [['07:00', '09:00']] }))],
    ['duplicate-year', '2026', layer('bad', { years: [...years, ...years] })],
    ['year-range', '2026.5', layer('bad', { years: [{ year: 2026.5, status: 'confirmed', source: '' }] })],
    ['year-gap', '2027', layer('bad', { years: [...years, { year: 2028, status: 'proposed', source: '' }] })],
    ['no-years', 'years', layer('bad', { week: office })],
  ])('%s at %s (case %#)', (rule, place, definition) => {
    const error = refusal(definition);
    expect(error).toMatchObject({ rule, place, calendarId: definition.id });
    expect(error.message).toContain(place);
  });

  test('a make-up day of an agency on a day off of the nation, without a swap', () => {
    const agency = layer('agency', { days: [day('2026-03-02', 'make-up', { hours: [['07:00', '11:00']] })] });
    expect(refusal(base(day('2026-03-02', 'holiday')), agency)).toMatchObject({ rule: 'holiday-and-make-up', calendarId: 'agency', place: '2026-03-02' });
  });

  test('no layers at all', () => {
    expect(refusal()).toMatchObject({ rule: 'no-layers' });
  });
});

describe('the merged calendar', () => {
  test('is frozen to its leaves, leaves its layers alone and names them', () => {
    const nation = base(day('2026-03-02', 'special-hours', { hours: [['08:00', '09:00']] }));
    const before = structuredClone(nation);
    const merged = mergeCalendars([nation, layer('agency')]);
    expect(merged.id).toBe('nation/agency');
    expect(Object.isFrozen(merged) && Object.isFrozen(merged.days[0]?.hours[0]) && Object.isFrozen(merged.week.mon[0])).toBe(true);
    expect(nation).toEqual(before);
    expect(Object.isFrozen(nation)).toBe(false);
  });

  test('is the same whatever order the definition is written in', () => {
    const a = base(day('2026-03-02', 'holiday'), day('2026-03-07', 'make-up', { swapWith: '2026-03-03' }));
    const b = base(day('2026-03-03', 'swap-off', { name: 'make-up', swapWith: '2026-03-07' }), day('2026-03-02', 'holiday'));
    expect(JSON.stringify(mergeCalendars([a]))).toBe(JSON.stringify(mergeCalendars([b])));
  });

  test('joins intervals that touch', () => {
    const touching = layer('bad', { week: { mon: [['07:00', '11:00'], ['11:00', '17:00']] }, years });
    expect(reasonOn('2026-03-02', touching).hours).toEqual([[420, 1020]]);
  });
});
