import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawLife, Draws, replay, type RandomLife } from '../../../test/fixtures/random-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import { DEFAULT_TASK_SETTINGS } from '../task/task-settings.js';
import { instant, MS_PER_DAY, MS_PER_HOUR, parseInstant } from '../time/instant.js';
import type { DossierEvent, NewEvent } from './events.js';
import { SYSTEM_ACTOR } from './actor.js';
import { findDateFault } from './recompute.js';
import { DEFAULT_SETTINGS, type EngineSettings } from './rules.js';
import { DEFAULT_PUBLICATION } from '../publication/publication-settings.js';

const SEED = 20261124;
const LIVES = [
  ['1.012994', '2026-08-19T09:00', {}],
  ['1.115778', '2026-11-20T10:15', { agencyCode: 'H99.05.01' }],
  ['2.002621', '2026-08-20T15:30', { channel: 'online', caseCode: '2.002621.01' }],
  ['1.014466', '2026-08-10T08:00', { agencyCode: 'H99.05', caseCode: '1.014466.02' }],
  ['1.012994', '2026-02-12T15:40', { receivingAgencyCode: 'H99.32' }],
  ['2.002621', '2026-08-20T15:30', { channel: 'online', caseCode: '2.002621.01', receivingAgencyCode: 'H99.32', agencyCode: 'H99.33' }],
  ['1.013225', '2026-08-18T15:10', {}],
  ['3.000152', '2026-08-19T09:00', { agencyCode: 'H99.05', receivingAgencyCode: 'H99.02' }],
  ['2.000815', '2026-08-19T15:10', {}],
  ['1.012812', '2026-08-03T09:00', { channel: 'online' }],
] as const;

const drawn = fc.tuple(fc.nat(LIVES.length - 1), fc.array(fc.nat(9_999), { minLength: 60, maxLength: 60 }), fc.integer({ min: 4, max: 20 }));

function lifeOf([index, numbers, length]: readonly [number, readonly number[], number]): RandomLife {
  const [code, receivedAt, asked] = LIVES[index] ?? LIVES[0];
  return drawLife(rulesOf(code), receivedAt, asked, length, new Draws(numbers));
}

function ledgerOf(life: RandomLife): readonly DossierEvent[] {
  const end = instant((life.commands.at(-1)?.at ?? life.opening.occurredAt) + 30 * MS_PER_DAY);
  return replay(life, [{ at: end, ahead: 0 }], 5_000).ledger.map(({ cause, ordinal, event }, index) => placed(event, index + 1, cause, ordinal));
}

function placed(event: NewEvent, seq: number, cause: string, ordinal: number): DossierEvent {
  return { ...event, seq, cause, ordinal, actor: SYSTEM_ACTOR, recordedAt: event.occurredAt, calendarSnapshot: 'now' };
}

/** Leads and limits none of which an installation has unless it chooses so. */
const OTHER_SETTINGS: EngineSettings = {
  dueSoonLead: { unit: 'working-days', amount: 3 },
  supplementReminderLead: { unit: 'working-days', amount: 4 },
  partyWarningLead: { unit: 'working-hours', amount: 3 },
  resultHandoverLead: { unit: 'working-days', amount: 0.5 },
  resultNoticeLimit: { unit: 'calendar-days', amount: 9 },
  uncollectedAfter: { unit: 'calendar-days', amount: 9 },
  uncollectedReminderDays: 9,
  uncollectedReminders: 9,
  transferCutOffMinute: 12 * 60,
  transferToleranceMinutes: 0,
  transferNoticeMinute: 1,
  stageWarningShares: [],
  apologyEscalation: { levels: [], everyHalfDays: 1 },
  registerLinesPerPage: 3,
  registerPagesPerVolume: 4,
  registerImported: true,
  delayReasons: [{ code: 'local-7', text: 'Own words' }],
  reappointmentMargin: { unit: 'working-days', amount: 0 },
  letterAfterExpiry: { unit: 'working-hours', amount: 1 },
  quietFromMinute: 0,
  quietUntilMinute: 0,
  paperBesideForms: [],
  paperFallback: false,
  deliveryPatienceDays: 1,
  deliveryRestSeconds: 1,
  portalSync: false,
  portalSyncImported: true,
  portalTermMinutes: 1,
  portalRestSeconds: 1,
  portalAttempts: 1,
  lateTarget: 1,
  portalSubjectCodes: { person: '7', organisation: '8' },
  ageing: { left: [1], over: [], age: [3] },
  assignedTasks: { ...DEFAULT_TASK_SETTINGS, warnBefore: { unit: 'working-hours', amount: 1 }, escalateAfter: [], dayOff: 'stands', dayEnd: 'midnight', onTimeTarget: 1 },
  parIndexScoring: { from: { month: 11, day: 1 }, until: { month: 11, day: 30 }, dueBefore: { month: 2, day: 1 }, dueEnd: 'closing', warningLead: { unit: 'working-days', amount: 2 }, escalations: [] },
  feedback: {
    ...DEFAULT_SETTINGS.feedback,
    refuse: { unit: 'working-days', amount: 1 },
    end: 'closing',
    lateAsk: 'recorded',
    escalations: [],
    rule: { ...DEFAULT_SETTINGS.feedback.rule, handle: { unit: 'working-days', amount: 3 } },
    urgentFrom: 3,
  },
  morning: { atMinute: 0, soonLead: { unit: 'calendar-days', amount: 9 }, watchedDaysBefore: 9, refiledWithinDays: 9 },
  risk: { fitFromMinute: 0, fitUntilMinute: 0, fitEveryDays: 1 },
  queueTickets: [{ agency: 'H99.31', windows: 2, series: [{ code: 'A', name: 'Other' }] }],
  publicPages: { boards: ['H99.31'], addressPerMinute: 7, wrongPerAddressDay: 7, wrongPerCodeQuarter: 7, wrongPerCodeDay: 7, codesPerHour: 7, codesPerDay: 7, feedbackPerDay: 7, ratingsPerDay: 7 },
  quality: { ...DEFAULT_SETTINGS.quality, agenciesForOne: 3 },
  publication: {
    ...DEFAULT_PUBLICATION,
    owner: 'H99.09',
    repealPlaces: [],
    postedItemLimit: { unit: 'calendar-days', amount: 2 },
    warn: { unit: 'working-hours', amount: 2 },
    escalations: [],
  },
  nationalIndex: { waitingTime: 'wall' },
  retention: { dossiers: [{ years: 5, from: 'last-event' }], accessLogDays: 400 },
};

test('the dates of a random life do not depend on the settings of the installation that verifies them', () => {
  fc.assert(
    fc.property(drawn, (seed) => {
      const life = lifeOf(seed);
      expect(findDateFault(ledgerOf(life), () => ({ ...life.rules, settings: OTHER_SETTINGS }))).toBeUndefined();
    }),
    { seed: SEED, numRuns: 150 },
  );
});

test('every date of a random life is given again by its own rules and calendar, and it states whatever this engine states', () => {
  fc.assert(
    fc.property(drawn, (seed) => {
      const life = lifeOf(seed);
      expect(findDateFault(ledgerOf(life), () => life.rules, () => true)).toBeUndefined();
    }),
    { seed: SEED, numRuns: 150 },
  );
});

/** Withdrawn at 11:00 of the day after its due date: late, and recorded as such the moment it was due. */
const [CODE, RECEIVED, ASKED] = LIVES[0];
const late = ledgerOf({ ...drawLife(rulesOf(CODE), RECEIVED, ASKED, 0, new Draws([1])), commands: [withdrawnLate()] });

function withdrawnLate(): RandomLife['commands'][number] {
  return { id: 'withdrawal', at: parseInstant('2026-10-30T11:00:00+07:00'), actor: SYSTEM_ACTOR, command: { type: 'Withdraw', body: { reasonCode: 'applicant-request' } } };
}

/** The ledger with the payload of one event changed, as one who knows how to hash would write it anew. */
function forged<T extends DossierEvent['type']>(type: T, change: (payload: Extract<DossierEvent, { type: T }>['payload']) => object): readonly DossierEvent[] {
  return late.map((event) => (event.type === type ? ({ ...event, payload: { ...event.payload, ...change(event.payload as never) } } as DossierEvent) : event));
}

const seqOf = (type: DossierEvent['type']): number | undefined => late.find((event) => event.type === type)?.seq;

test.each([
  ['a due date an hour later than its rules give', 'DossierReceived', forged('DossierReceived', ({ term }) => ({ term: { ...term, dueAt: (term.dueAt ?? 0) + MS_PER_HOUR } })), 'the due date'],
  ['a start of the term a day later', 'DossierReceived', forged('DossierReceived', ({ term }) => ({ term: { ...term, startAt: term.startAt + MS_PER_DAY } })), 'a start of the term at'],
  ['a stage with more time', 'DossierReceived', forged('DossierReceived', ({ term }) => ({ term: { ...term, stages: term.stages.map((stage) => ({ ...stage, targetAt: (stage.targetAt ?? 0) + MS_PER_HOUR })) } })), expect.stringMatching(/^the target of stage/u) as string],
  ['a stage left out', 'DossierReceived', forged('DossierReceived', ({ term }) => ({ term: { ...term, stages: term.stages.slice(1) } })), 'the number of stages'],
  ['a late end written as on time', 'DossierWithdrawn', forged('DossierWithdrawn', () => ({ finish: { punctuality: 'on-time', delayMs: 0 } })), 'that it ended'],
  ['a delay made smaller', 'DossierWithdrawn', forged('DossierWithdrawn', ({ finish }) => ({ finish: { punctuality: 'late', delayMs: (finish?.delayMs ?? 0) - 1 } })), 'a delay in milliseconds of'],
  ['lateness from another due date', 'DossierBecameLate', forged('DossierBecameLate', ({ dueAt }) => ({ dueAt: dueAt + 1 })), 'the due date'],
] as const)('%s is found at its event', (_, type, ledger, of) => {
  expect(findDateFault(ledger, () => rulesOf(CODE))).toMatchObject({ seq: seqOf(type), of });
});

test('lateness left out is found at the next event, with the due date that passed', () => {
  const kept = late.filter(({ type }) => type !== 'DossierBecameLate');
  const dueAt = late.find((event) => event.type === 'DossierBecameLate')?.occurredAt;
  expect(findDateFault(kept, () => rulesOf(CODE))).toMatchObject({ of: 'no lateness after', stated: undefined, recomputed: dueAt });
});

test('a whole ledger that ends late holds', () => {
  expect(late.map(({ type }) => type)).toEqual(expect.arrayContaining(['DossierBecameLate', 'DossierWithdrawn']));
  expect(findDateFault(late, () => rulesOf(CODE))).toBeUndefined();
});
