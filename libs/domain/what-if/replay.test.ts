import { expect, test } from 'vitest';
import { DossierLife, local, person } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import type { NewEvent } from '../dossier/events.js';
import type { SnapshotEvent } from '../dossier/redate.js';
import type { Rules } from '../dossier/rules.js';
import type { ProcedureVersion } from '../procedure/procedure.js';
import { type Instant, parseInstant } from '../time/instant.js';
import { ChangedRules } from './changed-rules.js';
import type { Replayed } from './plain-life.js';
import { type Assumption, replayLedger } from './replay.js';
import { NO_CHANGES, type Scenario } from './scenario.js';

const CODE = '1.013225';
const RULES = rulesOf(CODE);
const AT = parseInstant('2026-11-01T09:00:00+07:00');
const OFFICER = person('officer', 'H99.31', 'officer-a');

function replayed(events: readonly NewEvent[], rules: Rules, scenario: Partial<Scenario>, assumption: Assumption): Replayed {
  const told = events.map((event): SnapshotEvent => ({ ...event, calendarSnapshot: 'official' }));
  return replayLedger(told, { rulesOf: () => rules, changed: new ChangedRules({ ...NO_CHANGES, ...scenario }), at: AT, may: { dates: true, work: true } })[assumption] ?? expect.fail('not replayed');
}

/** Desk until 10:00, appraised until Thursday 15 October 10:00 by one officer, drafted until 16:00, ended Friday 08:00. Due Wednesday 21 October 09:00. */
function plainLife(): readonly NewEvent[] {
  const life = DossierLife.takenIn(RULES, '2026-10-12T09:00');
  life.give('2026-10-12T10:00', 'Forward', { stage: 'desk' });
  life.give('2026-10-12T10:00', 'Assign', { stage: 'appraise', officer: OFFICER.subject });
  life.give('2026-10-15T10:00', 'Forward', { stage: 'appraise' });
  life.give('2026-10-15T16:00', 'Forward', { stage: 'process' });
  life.give('2026-10-16T08:00', 'RecordResult', {});
  return life.events;
}

const SATURDAY = { on: { date: '2026-10-17' }, hours: 'full' } as const;

test.each([
  // scenario, date, end with moments kept, end with work kept
  ['nothing', {}, '2026-10-21T09:00', '2026-10-16T08:00', '2026-10-16T08:00'],
  ['a day off within the work', { holidays: [{ date: '2026-10-14' }] }, '2026-10-22T09:00', '2026-10-16T08:00', '2026-10-19T08:00'],
  ['a day off after the end', { holidays: [{ date: '2026-10-19' }] }, '2026-10-22T09:00', '2026-10-16T08:00', '2026-10-16T08:00'],
  ['a Saturday worked after the end', { openDays: [SATURDAY] }, '2026-10-20T09:00', '2026-10-16T08:00', '2026-10-16T08:00'],
  ['the same Saturday by its weekday, in the morning', { openDays: [{ on: { every: 'sat', from: '2026-10-12', to: '2026-10-18' }, hours: 'morning' }] }, '2026-10-20T09:00', '2026-10-16T08:00', '2026-10-16T08:00'],
  ['a Saturday worked in another agency', { openDays: [{ ...SATURDAY, agencies: ['H99.32'] }] }, '2026-10-21T09:00', '2026-10-16T08:00', '2026-10-16T08:00'],
  ['Friday off and Saturday worked', { holidays: [{ date: '2026-10-16' }], openDays: [SATURDAY] }, '2026-10-21T09:00', '2026-10-16T08:00', '2026-10-17T08:00'],
  ['the officer away for two days of his stage', { absences: [{ officer: 'officer-a', from: '2026-10-13', to: '2026-10-14' }] }, '2026-10-21T09:00', '2026-10-16T08:00', '2026-10-20T08:00'],
  ['the officer away after his stage', { absences: [{ officer: 'officer-a', from: '2026-10-16', to: '2026-10-20' }] }, '2026-10-21T09:00', '2026-10-16T08:00', '2026-10-16T08:00'],
  ['a term of four days', { terms: [{ procedure: CODE, part: 1, limit: { unit: 'working-days', amount: 4 } }] }, '2026-10-16T09:00', '2026-10-16T08:00', '2026-10-16T08:00'],
  ['a stage shorter by a day', { terms: [{ procedure: CODE, stage: 'appraise', budget: { unit: 'office-hours', amount: 16 } }] }, '2026-10-20T09:00', '2026-10-16T08:00', '2026-10-16T08:00'],
  ['a term of another procedure', { terms: [{ procedure: '1.005144', part: 1, limit: { unit: 'working-days', amount: 1 } }] }, '2026-10-21T09:00', '2026-10-16T08:00', '2026-10-16T08:00'],
] as const)('%s gives this date and these ends', (_, scenario, due, moments, work) => {
  const life = plainLife();
  const [keptMoments, keptWork] = [replayed(life, RULES, scenario, 'keptMoments'), replayed(life, RULES, scenario, 'keptWork')];
  expect([local(keptMoments.dueAt), local(keptWork.dueAt), local(keptMoments.endedAt), local(keptWork.endedAt)]).toEqual([due, due, moments, work]);
});

/** The procedure with a stage beside the appraisal, whose officer is somebody else. */
function withStageBeside(): Rules {
  const { procedure } = RULES;
  const [chosen, ...others] = procedure.cases;
  const [part] = chosen.parts;
  const groups = part.groups.map((group, index) => (index === 1 ? { stages: [...group.stages, ...group.stages.map((stage) => ({ ...stage, id: 'beside' }))] } : group));
  return { ...RULES, procedure: { ...procedure, cases: [{ ...chosen, parts: [{ ...part, groups }] }, ...others] } satisfies ProcedureVersion };
}

test.each([
  ['the one who ended first, for less than he was ahead', 'first', '2026-10-13', '2026-10-13', '2026-10-16T08:00'],
  ['the one who ended first, for longer', 'first', '2026-10-13', '2026-10-15', '2026-10-19T08:00'],
  ['the one who ended last', 'last', '2026-10-13', '2026-10-13', '2026-10-19T08:00'],
] as const)('of stages side by side the last ends the group when %s is away', (_, officer, from, to, ended) => {
  const rules = withStageBeside();
  const life = DossierLife.takenIn(rules, '2026-10-12T09:00');
  life.give('2026-10-12T10:00', 'Forward', { stage: 'desk' });
  life.give('2026-10-12T10:00', 'Assign', { stage: 'beside', officer: 'first' });
  life.give('2026-10-12T10:00', 'Assign', { stage: 'appraise', officer: 'last' });
  life.give('2026-10-13T10:00', 'Forward', { stage: 'beside' });
  life.give('2026-10-15T10:00', 'Forward', { stage: 'appraise' });
  life.give('2026-10-15T16:00', 'Forward', { stage: 'process' });
  life.give('2026-10-16T08:00', 'RecordResult', {});
  expect(local(replayed(life.events, rules, { absences: [{ officer, from, to }] }, 'keptWork').endedAt)).toBe(ended);
});

test('a wait for papers lasts as long by the clock, and ends in open hours', () => {
  const life = DossierLife.takenIn(RULES, '2026-10-12T09:00');
  life.give('2026-10-12T10:00', 'Forward', { stage: 'desk' });
  life.give('2026-10-13T10:00', 'RequestSupplement', { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' });
  life.give('2026-10-15T10:00', 'ReceiveSupplement', {});
  life.give('2026-10-16T10:00', 'RecordResult', {});
  // Tuesday's work moves to Wednesday, two days of waiting to Friday, and Friday's day of work to Monday.
  expect(local(replayed(life.events, RULES, { holidays: [{ date: '2026-10-13' }] }, 'keptWork').endedAt)).toBe('2026-10-19T10:00');
});

test('work that moves past its date becomes late, and late work that comes before its date does not', () => {
  const life = DossierLife.takenIn(RULES, '2026-10-12T09:00');
  life.give('2026-10-12T10:00', 'Forward', { stage: 'desk' });
  life.give('2026-10-12T10:00', 'Assign', { stage: 'appraise', officer: OFFICER.subject });
  life.give('2026-10-21T08:00', 'RecordResult', {});
  const away = { absences: [{ officer: OFFICER.subject, from: '2026-10-14', to: '2026-10-14' }] };
  expect([replayed(life.events, RULES, away, 'keptMoments').endsLate, replayed(life.events, RULES, away, 'keptWork').endsLate]).toEqual([[false], [true]]);
  const late = DossierLife.takenIn(RULES, '2026-10-12T09:00');
  late.give('2026-10-21T10:00', 'RecordResult', {});
  const longer = { holidays: [{ date: '2026-10-22' }], terms: [{ procedure: CODE, part: 1, limit: { unit: 'working-days', amount: 8 } }] } as const;
  expect([replayed(late.events, RULES, {}, 'keptWork').endsLate, replayed(late.events, RULES, longer, 'keptWork').endsLate]).toEqual([[true], [false]]);
});

/** An imported dossier, received on Monday 12 October and due on Wednesday 21 October at 09:00. */
function imported(finishedAt: string | undefined): readonly NewEvent[] {
  const moment = (text: string): Instant => parseInstant(`${text}:00+07:00`);
  const opening = DossierLife.takenIn(RULES, '2026-10-12T09:00').events[0];
  if (opening?.type !== 'DossierReceived') throw new Error('A dossier begins with its receipt');
  const { code, procedure, field, channel, receivingAgency, competentAgency, province, receivedAt, personal } = opening.payload;
  const facts = { source: 'old', code, procedure, field, channel, receivingAgency, competentAgency, province, receivedAt, personal, supplementCount: 0, stages: [], milestones: {}, contentHash: 'c' };
  const dueAt = moment('2026-10-21T09:00');
  const ended = finishedAt === undefined ? undefined : moment(finishedAt);
  const late = (ended ?? moment('2026-10-30T09:00')) > dueAt;
  const end = ended === undefined ? { status: 'in-progress' } : { status: 'returned', finishedAt: ended, finish: { punctuality: late ? ('late' as const) : ('early' as const), delayMs: 0 } };
  return [
    { type: 'DossierImported', payload: { ...facts, ...end, dueAt }, occurredAt: moment('2026-10-30T09:00') },
    ...(late ? [{ type: 'DossierBecameLate' as const, payload: { dueAt, promise: 1 }, occurredAt: dueAt }] : []),
  ];
}

test.each([
  // end, scenario, date and late with moments kept, end and late with work kept
  ['ended late, and nothing changed near it', '2026-10-21T15:00', { holidays: [{ date: '2026-12-22' }] }, '2026-10-21T09:00', [true], '2026-10-21T15:00', [true]],
  ['ended late, with a day off before', '2026-10-21T15:00', { holidays: [{ date: '2026-10-14' }] }, '2026-10-22T09:00', [false], '2026-10-22T15:00', [true]],
  ['ended in time, with a Saturday worked before', '2026-10-20T15:00', { openDays: [SATURDAY] }, '2026-10-20T09:00', [true], '2026-10-19T15:00', [false]],
  ['ended before the offices opened, with a Saturday morning worked before', '2026-10-21T05:00', { openDays: [{ ...SATURDAY, hours: 'morning' }] }, '2026-10-20T15:00', [true], '2026-10-20T13:00', [false]],
  ['ended before the offices opened, with three hours of a Saturday before', '2026-10-21T05:00', { openDays: [{ ...SATURDAY, hours: [['07:00', '10:00']] }] }, '2026-10-20T16:00', [true], '2026-10-20T14:01', [false]],
  ['ended in the evening, with a day off before', '2026-10-20T20:00', { holidays: [{ date: '2026-10-14' }] }, '2026-10-22T09:00', [false], '2026-10-21T20:00', [false]],
  ['ended in time, with another term', '2026-10-20T15:00', { terms: [{ procedure: CODE, part: 1, limit: { unit: 'working-days', amount: 1 } }] }, '2026-10-21T09:00', [false], '2026-10-20T15:00', [false]],
] as const)('an imported dossier that %s keeps the open time of its date', (_, ended, scenario, due, moments, movedEnd, work) => {
  const events = imported(ended);
  const [keptMoments, keptWork] = [replayed(events, RULES, scenario, 'keptMoments'), replayed(events, RULES, scenario, 'keptWork')];
  expect([local(keptMoments.dueAt), keptMoments.endsLate, local(keptWork.endedAt), keptWork.endsLate]).toEqual([due, moments, movedEnd, work]);
});

test('an imported dossier that is open became late at its date, moved as its open time is', () => {
  const becameLate = (scenario: Partial<Scenario>): string | undefined => local(replayed(imported(undefined), RULES, scenario, 'keptMoments').becameLateAt);
  expect([becameLate({}), becameLate({ holidays: [{ date: '2026-10-14' }] })]).toEqual(['2026-10-21T09:00', '2026-10-22T09:00']);
});

test('a ledger that would leave the declared years is refused, not guessed', () => {
  const terms = [{ procedure: CODE, part: 1, limit: { unit: 'working-days', amount: 900 } }] as const;
  expect(() => replayed(plainLife(), RULES, { terms }, 'keptMoments')).toThrow('covers');
});
