import { expect, test } from 'vitest';
import { checkDraftedClosures } from './closures.js';
import type { CalendarDay, CalendarDefinition } from './definition.js';
import { CalendarDefinitionError } from './errors.js';
import { mergeCalendars } from './merge.js';

const STORM: CalendarDay = { date: '2026-10-15', kind: 'closure', name: 'Bão số 9', source: 'Công điện 05/CĐ-UBND', reason: 'storm', decision: '05/CĐ-UBND' };

function agency(...days: readonly CalendarDay[]): CalendarDefinition {
  return { id: 'agency', name: 'agency', days };
}

/** The rule and place a drafted layer is refused for; `undefined` when it is not. */
function refusalOf(drafted: CalendarDefinition, published?: CalendarDefinition): readonly [string, string] | undefined {
  try {
    checkDraftedClosures(drafted, published);
    return undefined;
  } catch (error) {
    if (error instanceof CalendarDefinitionError) {
      return [error.rule, error.place];
    }
    throw error;
  }
}

const { reason: _reason, ...withoutReason } = STORM;
const { decision: _decision, ...withoutDecision } = STORM;

test.each<[string, CalendarDay]>([
  ['closure-needs-reason', withoutReason],
  ['closure-needs-decision', withoutDecision],
  ['closure-needs-decision', { ...STORM, decision: '' }],
  ['closure-needs-decision', { ...STORM, decision: 'theo lời lãnh đạo' }],
  ['closure-needs-decision', { ...STORM, decision: '12/theo lời' }],
  ['it-outage-moves-no-date', { ...STORM, reason: 'it-outage' }],
  ['it-outage-moves-no-date', { ...STORM, reason: 'it-outage', hours: [['07:00', '11:00']] }],
  ['reason-not-allowed', { date: '2026-10-15', kind: 'holiday', name: 'lễ', source: 'TB', reason: 'storm' }],
  ['reason-not-allowed', { date: '2026-10-15', kind: 'special-hours', hours: [], name: 'giờ riêng', source: 'TB', decision: '12/QĐ-UBND' }],
])('%s: a draft that says %j is refused at its date', (rule, day) => {
  expect(refusalOf(agency(day))).toEqual([rule, '2026-10-15']);
});

test.each(['12/QĐ-UBND', '05/CĐ-TTg', '118/2026/QĐ-UBND', '7/TB-SNNMT', '230/UBND-KSTTHC', '33/QĐ-VPĐKĐĐ'])('a closure with a reason and the number %s may be drafted', (decision) => {
  expect(refusalOf(agency({ ...STORM, decision }, { date: '2026-10-16', kind: 'holiday', name: 'lễ', source: 'TB' }))).toBeUndefined();
});

test('a closure published without reason and decision still makes a calendar and need not be explained again, but a changed one must', () => {
  const old: CalendarDay = { date: '2026-09-15', kind: 'closure', name: 'mất điện', source: 'TB 3' };
  const nation: CalendarDefinition = { id: 'nation', name: 'nation', years: [{ year: 2026, status: 'confirmed', source: 'TB' }] };
  expect(mergeCalendars([nation, agency(old)]).days).toMatchObject([{ date: '2026-09-15', kind: 'closure', hours: [] }]);
  expect(refusalOf(agency(old, STORM), agency(old))).toBeUndefined();
  expect(refusalOf(agency({ ...old, name: 'bão' }), agency(old))).toEqual(['closure-needs-reason', '2026-09-15']);
});
