import { expect, test } from 'vitest';
import { agencies, bookOf } from '../../../test/fixtures/rules.js';
import type { CaseCommand, CaseContext, CaseDecision } from '../deadline-case/case-commands.js';
import type { NewCaseEvent } from '../deadline-case/case-events.js';
import { settleCase } from '../deadline-case/case-points.js';
import { type CaseState, needsWorkflow } from '../deadline-case/case-state.js';
import { decideCase } from '../deadline-case/decide-case.js';
import { foldCaseEvent } from '../deadline-case/fold-case.js';
import { DEFAULT_SETTINGS } from '../dossier/rules.js';
import { formatLocalTime, instant, parseInstant } from '../time/instant.js';
import { parseLocalDate } from '../time/local-date.js';
import { openTask, type TaskOpening } from './open-task.js';
import type { TaskPayloads } from './task-events.js';

const PROOF = [{ file: '00000000-0000-4000-8000-000000000001', sha256: 'a'.repeat(64) }];
const TEXT = { version: 2, commitment: 'c' };
const day = (text: string): number => parseLocalDate(text);

function contextAt(at: string, subject = 'officer'): CaseContext {
  return { at: parseInstant(`${at}:00+07:00`), actor: { subject, role: 'officer', agency: 'H99.31' }, agencies, calendars: bookOf(), settings: DEFAULT_SETTINGS, facts: {} };
}

function begun(planned: Partial<TaskPayloads['TaskPlanned']> = {}, more: Partial<TaskOpening> = {}): CaseState {
  const opening: TaskOpening = {
    opened: { code: 'NV-H99-2022-000001', agency: 'H99.31', province: 'H99' },
    planned: { timing: 'deadline', lastDay: day('2022-12-30'), targets: [], escalates: true, ...planned },
    law: { document: '4069/KH-STNMT-VP' },
    ...more,
  };
  const state = openTask(opening, contextAt('2022-09-21T09:00')).reduce<CaseState | undefined>((before, event) => foldCaseEvent(before, event), undefined);
  if (state === undefined) {
    throw new Error('A task begins with an event');
  }
  return state;
}

/** A task taken through commands, each settled up to its moment; refusals are collected. */
class Life {
  readonly told: string[] = [];

  constructor(private state: CaseState) {}

  at(moment: string, command: CaseCommand, subject?: string): this {
    const context = contextAt(moment, subject);
    this.#take(settleCase(this.state, context.at, false).recorded.flatMap(({ events }) => events));
    const decision: CaseDecision = decideCase(this.state, command, context);
    if (decision.kind === 'refused') {
      this.told.push(`refused ${decision.refusal.code}`);
    } else {
      this.#take(decision.events);
    }
    return this;
  }

  until(moment: string): this {
    this.#take(settleCase(this.state, contextAt(moment).at, true).recorded.flatMap(({ events }) => events));
    return this;
  }

  now(): CaseState {
    return this.state;
  }

  #take(events: readonly NewCaseEvent[]): void {
    for (const event of events) {
      this.state = foldCaseEvent(this.state, event);
      this.told.push(event.type);
    }
  }
}

test.each([
  // last day      day off                due                 rule
  ['2022-12-30', undefined, '2022-12-30T17:00', 'a Friday'],
  ['2022-12-31', undefined, '2023-01-03T17:00', 'Saturday before the New Year and its day in lieu: the next working day'],
  ['2023-01-01', 'previous-working-day', '2022-12-30T17:00', 'what is to be done before a day is never put after it'],
  ['2023-01-31', undefined, '2023-01-31T17:00', 'after Tết'],
  ['2024-05-04', undefined, '2024-05-04T17:00', 'a Saturday made a working day'],
] as const)('a task for %s (%s) is in time until %s: %s', (lastDay, dayOff, due, _why) => {
  const [clock] = begun({ lastDay: day(lastDay) }, dayOff === undefined ? {} : { dayOff }).clocks;
  expect(formatLocalTime(instant(clock?.dueAt ?? 0)).slice(0, 16)).toBe(due);
});

test.each([
  // given on           last day     due
  ['2022-10-03T09:00', '2022-10-03', '2022-10-03T17:00'],
  ['2022-10-08T09:00', '2022-10-08', '2022-10-10T17:00'],
])('a task or a finding given on %s for that very day (%s) is in time until %s', (given, lastDay, due) => {
  const opened = { code: 'NV-H99-2022-000001', agency: 'H99.31', province: 'H99' };
  const planned = { timing: 'deadline', lastDay: day(lastDay), targets: [], escalates: true } as const;
  const state = openTask({ opened, planned, law: { document: '4069/KH-STNMT-VP' } }, contextAt(given)).reduce<CaseState | undefined>((before, event) => foldCaseEvent(before, event), undefined);
  const life = new Life(state ?? begun()).at(given, { type: 'RaiseTaskFinding', body: { lastDay: day(lastDay) }, text: TEXT });
  expect(life.now().clocks.map(({ dueAt }) => formatLocalTime(instant(dueAt)).slice(0, 16))).toEqual([due, due]);
});

test('a task is done with evidence, never without', () => {
  const life = new Life(begun()).at('2022-12-01T09:00', { type: 'CompleteTask', body: { evidence: [] } }).at('2022-12-01T10:00', { type: 'CompleteTask', body: { evidence: PROOF } });
  expect(life.told).toEqual(['refused evidence-missing', 'TaskDone', 'ClockStopped', 'CaseClosed']);
  expect(life.now()).toMatchObject({ outcome: 'done', clocks: [{ stopped: { inTime: true } }] });
});

test('evidence added before is enough', () => {
  const life = new Life(begun()).at('2022-12-01T09:00', { type: 'AddTaskEvidence', body: { evidence: PROOF } }).at('2022-12-01T10:00', { type: 'CompleteTask', body: { evidence: [] } });
  expect(life.told).toEqual(['TaskEvidenceAdded', 'TaskDone', 'ClockStopped', 'CaseClosed']);
});

test('a clock given later rests on the document that assigned the task', () => {
  const life = new Life(begun({ timing: 'awaiting', plan: '5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10' })).at('2022-10-01T09:01', { type: 'SetTaskDate', body: { lastDay: day('2022-10-31') }, text: TEXT });
  expect(life.now().clocks.map(({ law }) => law)).toEqual([{ document: '4069/KH-STNMT-VP' }]);
});

test('a file named again where it proves the whole counts once', () => {
  const life = new Life(begun()).at('2022-12-01T09:00', { type: 'AddTaskEvidence', body: { evidence: PROOF } }).at('2022-12-01T10:00', { type: 'CompleteTask', body: { evidence: PROOF } });
  expect(life.now().own).toMatchObject({ evidence: PROOF });
});

test('a late task stays open until its lead has explained it, and the explanation has a clock of its own', () => {
  const life = new Life(begun()).until('2023-01-03T09:00').at('2023-01-04T09:00', { type: 'CompleteTask', body: { evidence: PROOF } });
  expect(life.told).toEqual(['ClockWarned', 'ClockBecameLate', 'ClockEscalated', 'TaskDone', 'ClockStopped', 'ClockStarted']);
  expect(life.now().clocks.at(-1)).toMatchObject({ clock: 'explanation' });
  life.at('2023-01-05T09:00', { type: 'ExplainTask', body: {} }).at('2023-01-05T09:01', { type: 'ExplainTask', body: {}, text: TEXT });
  expect(life.told.slice(6)).toEqual(['refused reason-missing', 'TaskExplained', 'ClockStopped', 'CaseClosed']);
  expect(life.now()).toMatchObject({ outcome: 'done', clocks: [{ becameLate: true }, {}] });
});

test('a task that did not reach its target is explained and closed as unmet', () => {
  const targets = [{ comparator: 'at-least', measure: { kind: 'share', hundredths: 3000 } }] as const;
  const life = new Life(begun({ targets }))
    .at('2022-11-01T09:00', { type: 'ReportTaskProgress', body: { target: 0, reached: 2, outOf: 10 } })
    .at('2022-12-01T09:00', { type: 'CompleteTask', body: { evidence: PROOF } })
    .at('2022-12-02T09:00', { type: 'ExplainTask', body: {}, text: TEXT });
  expect(life.told).toEqual(['TaskProgressed', 'TaskDone', 'ClockStopped', 'ClockStarted', 'TaskExplained', 'ClockStopped', 'CaseClosed']);
  expect(life.now().outcome).toBe('unmet');
});

test('why a task was late does not say why it missed its target', () => {
  const targets = [{ comparator: 'at-least', measure: { kind: 'share', hundredths: 3000 } }] as const;
  const life = new Life(begun({ targets }))
    .at('2023-01-09T09:00', { type: 'ExplainTask', body: {}, text: TEXT })
    .at('2023-01-10T09:00', { type: 'CompleteTask', body: { evidence: PROOF } });
  expect(life.now().outcome).toBeUndefined();
  life.at('2023-01-11T09:00', { type: 'ExplainTask', body: {}, text: TEXT });
  expect(life.now().outcome).toBe('unmet');
});

test('the last word on a target counts; a target nobody reported on was not reached', () => {
  const targets = [{ comparator: 'at-least', measure: { kind: 'share', hundredths: 3000 } }, { comparator: 'below', measure: { kind: 'share', hundredths: 200 } }] as const;
  const life = new Life(begun({ targets }))
    .at('2022-11-01T09:00', { type: 'ReportTaskProgress', body: { target: 0, reached: 2, outOf: 10 } })
    .at('2022-11-02T09:00', { type: 'ReportTaskProgress', body: { target: 0, reached: 3, outOf: 10 } })
    .at('2022-12-01T09:00', { type: 'CompleteTask', body: { evidence: PROOF } });
  expect(life.now().own).toMatchObject({ done: { unmet: [1] } });
});

test.each([
  [{ target: 1, reached: 1, outOf: 2 }, 'refused unknown-target'],
  [{ target: 0, reached: 3, outOf: 2 }, 'refused more-than-all'],
  [{ reached: 3, outOf: 2 }, 'TaskProgressed'],
] as const)('progress %j: %s', (body, expected) => {
  const targets = [{ comparator: 'at-least', measure: { kind: 'share', hundredths: 3000 } }] as const;
  expect(new Life(begun({ targets })).at('2022-11-01T09:00', { type: 'ReportTaskProgress', body }).told).toEqual([expected]);
});

test('an extension needs a reason, a later day and a second person', () => {
  const later = { lastDay: day('2023-01-13') };
  const life = new Life(begun())
    .at('2022-12-01T09:00', { type: 'ProposeTaskExtension', body: later })
    .at('2022-12-01T09:01', { type: 'ProposeTaskExtension', body: { lastDay: day('2022-12-30') }, text: TEXT })
    .at('2022-12-01T09:02', { type: 'ProposeTaskExtension', body: later, text: TEXT }, 'lan')
    .at('2022-12-01T09:03', { type: 'DecideTaskExtension', body: { approved: true } }, 'lan')
    .at('2022-12-01T09:04', { type: 'DecideTaskExtension', body: { approved: true } }, 'minh')
    .at('2022-12-01T09:05', { type: 'DecideTaskExtension', body: { approved: true } }, 'minh');
  expect(life.told).toEqual(['refused reason-missing', 'refused task-day-not-later', 'TaskExtensionProposed', 'refused second-person-needed', 'TaskExtensionDecided', 'ClockMoved', 'refused no-extension-proposed']);
  expect(formatLocalTime(instant(life.now().clocks[0]?.dueAt ?? 0)).slice(0, 16)).toBe('2023-01-13T17:00');
  expect(life.now().own).toMatchObject({ lastDay: later.lastDay });
});

test.each([
  // extended to  warned of the new end
  ['2023-01-13', ['ClockWarned 2023-01-10T17:00'], 'three working days before it'],
  ['2023-01-04', [], 'not where that moment has passed: its people were told a day ago'],
] as const)('whoever was warned of an end is warned of the later one (%s): %j, %s', (lastDay, warned, _why) => {
  const life = new Life(begun())
    .at('2022-12-29T09:00', { type: 'ProposeTaskExtension', body: { lastDay: day(lastDay) }, text: TEXT }, 'lan')
    .at('2022-12-30T09:00', { type: 'DecideTaskExtension', body: { approved: true } }, 'minh');
  expect(life.told).toContain('ClockWarned');
  const later = settleCase(life.now(), parseInstant('2023-01-13T12:00:00+07:00'), true).recorded.flatMap(({ events }) => events);
  expect(later.filter(({ type }) => type === 'ClockWarned').map(({ type, occurredAt }) => `${type} ${formatLocalTime(occurredAt).slice(0, 16)}`)).toEqual(warned);
});

test('a refused extension leaves the day as it was', () => {
  const life = new Life(begun())
    .at('2022-12-01T09:00', { type: 'ProposeTaskExtension', body: { lastDay: day('2023-01-13') }, text: TEXT }, 'lan')
    .at('2022-12-01T09:01', { type: 'DecideTaskExtension', body: { approved: false }, text: TEXT }, 'minh');
  expect(life.told).toEqual(['TaskExtensionProposed', 'TaskExtensionDecided']);
  expect(life.now().own).toMatchObject({ lastDay: day('2022-12-30') });
});

test('late stays late: an end that has passed is not put off, even where that was asked for in time', () => {
  const life = new Life(begun())
    .at('2022-12-29T09:00', { type: 'ProposeTaskExtension', body: { lastDay: day('2023-01-13') }, text: TEXT }, 'lan')
    .at('2022-12-30T17:01', { type: 'DecideTaskExtension', body: { approved: true } }, 'minh');
  expect(life.told.slice(-2)).toEqual(['ClockBecameLate', 'refused task-late']);
});

test('a task without a day has no clock until it is given one, and cannot be given one that has passed', () => {
  const { lastDay: _, ...planned } = { lastDay: 0, timing: 'awaiting', targets: [], escalates: true } as const;
  const state = begun();
  const awaiting = openTask({ opened: { code: state.code, agency: state.agency, province: state.province }, planned, law: { document: 'x' } }, contextAt('2022-09-21T09:00')).reduce<CaseState | undefined>((before, event) => foldCaseEvent(before, event), undefined);
  const life = new Life(awaiting ?? state);
  expect(life.now().clocks).toEqual([]);
  life
    .at('2022-10-01T09:00', { type: 'SetTaskDate', body: { lastDay: day('2022-09-30') } })
    .at('2022-10-01T09:01', { type: 'SetTaskDate', body: { lastDay: day('2022-10-31') }, text: TEXT })
    .at('2022-10-01T09:02', { type: 'SetTaskDate', body: { lastDay: day('2022-11-30') } });
  expect(life.told).toEqual(['refused task-day-past', 'TaskDateSet', 'ClockStarted', 'refused task-date-set']);
});

test('each finding of an inspection has a clock of its own, and the task is not over before all are handled', () => {
  const life = new Life(begun())
    .at('2022-10-01T09:00', { type: 'RaiseTaskFinding', body: { lastDay: day('2022-10-31') } })
    .at('2022-10-01T09:01', { type: 'RaiseTaskFinding', body: { lastDay: day('2022-10-31') }, text: TEXT })
    .at('2022-10-01T09:02', { type: 'RaiseTaskFinding', body: { lastDay: day('2023-01-31') }, text: TEXT })
    .at('2022-10-03T09:00', { type: 'HandleTaskFinding', body: { finding: 1, evidence: [] } })
    .at('2022-10-03T09:01', { type: 'HandleTaskFinding', body: { finding: 1, evidence: PROOF } })
    .at('2022-10-03T09:02', { type: 'HandleTaskFinding', body: { finding: 1, evidence: PROOF } })
    .at('2022-12-01T09:00', { type: 'CompleteTask', body: { evidence: PROOF } });
  expect(life.told).toEqual([
    'refused reason-missing',
    'TaskFindingRaised',
    'ClockStarted',
    'TaskFindingRaised',
    'ClockStarted',
    'refused evidence-missing',
    'ClockStopped',
    'refused finding-not-open',
    'TaskDone',
    'ClockStopped',
  ]);
  life.at('2023-01-10T09:00', { type: 'HandleTaskFinding', body: { finding: 2, evidence: PROOF } });
  expect(life.now()).toMatchObject({ outcome: 'done', clocks: [{ clock: 'completion' }, { clock: 'finding', round: 1 }, { clock: 'finding', round: 2 }] });
});

test('what nobody is to be warned of needs no workflow: continuous work, and a task without escalation', () => {
  expect(needsWorkflow(begun())).toBe(true);
  expect(needsWorkflow(begun({ escalates: false }))).toBe(false);
  expect(needsWorkflow(begun({ timing: 'continuous' }, { planEnd: day('2022-12-30') }))).toBe(false);
});

test('continuous work is looked at when the plan ends, and owes no explanation for that', () => {
  const life = new Life(begun({ timing: 'continuous' }, { planEnd: day('2022-12-30') })).until('2022-12-31T09:00').at('2023-01-04T09:00', { type: 'CompleteTask', body: { evidence: PROOF } });
  expect(life.told).toEqual(['ClockBecameLate', 'TaskDone', 'ClockStopped', 'CaseClosed']);
});

test('a report is due at the moment its series says', () => {
  const dueAt = parseInstant('2022-12-19T17:00:00+07:00');
  const report = { series: 's', period: 'month', year: 2022, number: 12, first: day('2022-11-15'), last: day('2022-12-14') } as const;
  expect(begun({ timing: 'report', report }, { reportTerm: { term: { fixedAt: dueAt }, from: dueAt } }).clocks).toMatchObject([{ clock: 'report', dueAt }]);
});

test('nothing is done to a task that is over', () => {
  const life = new Life(begun()).at('2022-12-01T09:00', { type: 'CompleteTask', body: { evidence: PROOF } }).at('2022-12-02T09:00', { type: 'AddTaskEvidence', body: { evidence: PROOF } });
  expect(life.told.at(-1)).toBe('refused case-closed');
});

const REPORT = { series: 's', period: 'month', year: 2026, number: 2, first: day('2026-01-15'), last: day('2026-02-14') } as const;

test.each<[string, Partial<TaskPayloads['TaskPlanned']>, Partial<TaskOpening>, readonly string[], string]>([
  // what              planned                            opening  what happens when nobody acts                       rule
  ['a task', { lastDay: day('2026-02-13') }, {}, ['ClockWarned 02-10T17:00', 'ClockBecameLate 02-13T17:00', 'ClockEscalated 02-23T17:00', 'ClockEscalated 02-27T17:00'], 'Saturday 14 to Sunday 22 February are Tết'],
  ['a task', { lastDay: day('2026-02-18') }, {}, ['ClockWarned 02-11T17:00', 'ClockBecameLate 02-23T17:00', 'ClockEscalated 02-24T17:00', 'ClockEscalated 03-02T17:00'], 'a day within Tết moves to the first working day after it'],
  ['a task', { lastDay: day('2026-08-22') }, {}, ['ClockWarned 08-19T17:00', 'ClockBecameLate 08-22T17:00', 'ClockEscalated 08-24T17:00', 'ClockEscalated 08-28T17:00'], 'Saturday 22 August works for Monday 31'],
  ['a task', { lastDay: day('2026-08-31') }, {}, ['ClockWarned 08-26T17:00', 'ClockBecameLate 09-03T17:00', 'ClockEscalated 09-04T17:00', 'ClockEscalated 09-10T17:00'], 'Monday 31 August and the National Day are off'],
  ['a report', { timing: 'report', report: REPORT }, { reportTerm: { term: { limit: { unit: 'working-days', amount: 3 }, end: 'closing' }, from: parseInstant('2026-02-14T00:00:00+07:00') } }, ['ClockWarned 02-14T00:00', 'ClockBecameLate 02-25T17:00', 'ClockEscalated 02-26T17:00', 'ClockEscalated 03-04T17:00'], 'cut off on the first day of Tết: working days count after it'],
  ['continuous work', { timing: 'continuous' }, { planEnd: day('2026-12-31') }, ['ClockBecameLate 12-31T17:00'], 'looked at when the plan ends, nobody is warned'],
  ['a task without escalation', { lastDay: day('2026-02-18'), escalates: false }, {}, ['ClockBecameLate 02-23T17:00'], 'only watched'],
])('%s nobody acts on, %j: %j %j – %s', (_what, planned, more, expected, _rule) => {
  const opened = openTask({ opened: { code: 'NV-H99-2026-000001', agency: 'H99.31', province: 'H99' }, planned: { timing: 'deadline', targets: [], escalates: true, ...planned }, law: { document: '12/KH-UBND' }, ...more }, contextAt('2026-01-12T09:00'));
  const state = opened.reduce<CaseState | undefined>((before, event) => foldCaseEvent(before, event), undefined);
  const events = settleCase(state ?? begun(), parseInstant('2027-01-15T09:00:00+07:00'), true).recorded.flatMap((caused) => caused.events);

  expect(events.map(({ type, occurredAt }) => `${type} ${formatLocalTime(occurredAt).slice(5, 16)}`)).toEqual(expected);
});
