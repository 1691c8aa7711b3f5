import { expect, test } from 'vitest';
import { bookOf } from '../../../test/fixtures/rules.js';
import { SYSTEM_ACTOR } from '../dossier/actor.js';
import { parseInstant } from '../time/instant.js';
import { extendClock, startClock, stopClock } from './case-clocks.js';
import type { CaseEvent, NewCaseEvent } from './case-events.js';
import { settleCase } from './case-points.js';
import type { CaseState } from './case-state.js';
import { findClockFault } from './clock-fault.js';
import type { ClockRule } from './clock-rule.js';
import { foldCaseEvent } from './fold-case.js';

const AT = parseInstant('2026-08-17T09:00:00+07:00');
const RULE: ClockRule = {
  clock: 'completion',
  term: { limit: { unit: 'working-days', amount: 5 }, end: 'same-clock' },
  warn: { unit: 'working-days', amount: 1 },
  escalations: [{ unit: 'working-days', amount: 1 }],
  law: { document: '126/KH-UBND' },
};
const book = bookOf();
const opened: NewCaseEvent = { type: 'CaseOpened', payload: { kind: 'task', code: 'NV-H99-2026-000001', agency: 'H99.31', province: 'H99' }, occurredAt: AT };
const started = startClock({ clocks: [] }, RULE, AT, AT, { agency: 'H99.31', calendars: book });

function stateOf(events: readonly NewCaseEvent[]): CaseState {
  const state = events.reduce<CaseState | undefined>((before, event) => foldCaseEvent(before, event), undefined);
  if (state === undefined) throw new Error('A life begins with its opening');
  return state;
}

/** A life in which everything happens: warned, put off, warned again, late, one level up, stopped by an earlier deed. */
function life(): readonly NewCaseEvent[] {
  const begun = [opened, started];
  const warned = settleCase(stateOf(begun), parseInstant('2026-08-21T12:00:00+07:00'), true).recorded.flatMap(({ events }) => events);
  const [running] = stateOf([...begun, ...warned]).clocks;
  if (running === undefined) throw new Error('No clock was started');
  const extended = extendClock(running, parseInstant('2026-08-25T17:00:00+07:00'), parseInstant('2026-08-21T15:00:00+07:00'), book);
  const late = settleCase(stateOf([...begun, ...warned, extended]), parseInstant('2026-08-28T09:00:00+07:00'), true).recorded.flatMap(({ events }) => events);
  const before = [...begun, ...warned, extended, ...late];
  const [clock] = stateOf(before).clocks;
  if (clock === undefined) throw new Error('No clock was started');
  return [...before, stopClock(clock, { at: parseInstant('2026-08-25T17:00:00+07:00'), outcome: 'done' }, parseInstant('2026-08-28T10:00:00+07:00'))];
}

function recorded(events: readonly NewCaseEvent[]): readonly CaseEvent[] {
  return events.map((event, index): CaseEvent => ({ ...event, seq: index + 1, cause: String(index), actor: SYSTEM_ACTOR, recordedAt: event.occurredAt, calendarSnapshot: book.snapshot }));
}

function faultWith(type: CaseEvent['type'], change: Readonly<Record<string, unknown>>): unknown {
  return findClockFault(recorded(life()).map((event) => (event.type === type ? ({ ...event, payload: { ...event.payload, ...change } } as CaseEvent) : event)), () => book);
}

test('a life that is as its rule and calendar give it has no fault', () => {
  expect(life().map(({ type }) => type)).toEqual(['CaseOpened', 'ClockStarted', 'ClockWarned', 'ClockMoved', 'ClockWarned', 'ClockBecameLate', 'ClockEscalated', 'ClockStopped']);
  expect(findClockFault(recorded(life()), () => book)).toBeUndefined();
});

test.each([
  ['ClockStarted', { dueAt: AT + 1 }, { seq: 2, of: 'dueAt' }],
  ['ClockStarted', { warnAt: AT + 1 }, { seq: 2, of: 'warnAt' }],
  ['ClockStarted', { escalateAt: [] }, { seq: 2, of: 'escalateAt' }],
  ['ClockStarted', { from: AT - 86_400_000 }, { seq: 2, of: 'dueAt' }],
  ['ClockWarned', { dueAt: AT }, { seq: 3, of: 'dueAt' }],
  ['ClockMoved', { warnAt: AT }, { seq: 4, of: 'warnAt' }],
  ['ClockMoved', { reason: 'calendar' }, { seq: 4, of: 'clock' }],
  ['ClockMoved', { round: 2 }, { seq: 4, of: 'clock' }],
  ['ClockBecameLate', { dueAt: AT }, { seq: 6, of: 'dueAt' }],
  ['ClockEscalated', { dueAt: AT }, { seq: 7, of: 'dueAt' }],
  ['ClockStopped', { inTime: false }, { seq: 8, of: 'inTime' }],
  ['ClockStopped', { at: parseInstant('2026-08-26T09:00:00+07:00') }, { seq: 8, of: 'inTime' }],
] as const)('%s with %o is named', (type, change, fault) => {
  expect(faultWith(type, change)).toMatchObject(fault);
});
