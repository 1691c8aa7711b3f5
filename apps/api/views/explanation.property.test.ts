import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DossierEvent, explainDates, type ExplanationView, foldDossier, instant, MS_PER_HOUR, type Rules, servingDesk, SYSTEM_ACTOR } from '#domain';
import { type JsonDerivation, type JsonStep, retrace } from '../../../test/oracle/retrace.js';
import { at, calendarOf, demoProvince, national } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife, person } from '../../../test/fixtures/dossier-life.js';
import { drawLife, Draws, replay } from '../../../test/fixtures/random-life.js';
import { changedBook, drawnRepublication, liveOver } from '../../../test/fixtures/republished-life.js';
import { agencies, bookOf, rulesOf } from '../../../test/fixtures/rules.js';
import { stepSchema } from './explanation-steps.js';
import { viewDerivation } from './dossier-explanation-view.js';

const SEED = 20261124;
const LIVES = [
  ['1.012994', '2026-08-19T09:00', {}],
  ['1.115778', '2026-11-20T10:15', { agencyCode: 'H99.05.01' }],
  ['2.002621', '2026-08-20T15:30', { channel: 'online', caseCode: '2.002621.01' }],
  ['1.014466', '2026-08-10T08:00', { agencyCode: 'H99.05', caseCode: '1.014466.02' }],
  ['1.001612', '2026-08-19T15:30', { receivingAgencyCode: 'H99.32' }],
  ['1.005144', '2026-08-22T17:30', {}],
  ['3.000152', '2026-08-19T09:00', { agencyCode: 'H99.05', receivingAgencyCode: 'H99.02' }],
  ['2.000815', '2026-08-19T15:10', {}],
  ['1.012812', '2026-08-03T09:00', {}],
] as const;

/** The derivations as the API writes them, read back from their text. */
function jsonOf(events: readonly DossierEvent[], rulesFor: (snapshot: string) => Rules, view: ExplanationView): readonly JsonDerivation[] {
  const answers = explainDates(events, rulesFor, view).derivations.map(viewDerivation);
  answers.flatMap(({ steps }) => steps).forEach((step) => stepSchema.parse(step));
  return JSON.parse(JSON.stringify(answers)) as readonly JsonDerivation[];
}

/** The dates of a dossier are where its explanation alone leads, today and at intake. */
function expectRetraced(events: readonly DossierEvent[], rulesFor: (snapshot: string) => Rules): void {
  const { dueAt, appointment, acceptedAt } = foldDossier(events);
  expect(retrace(jsonOf(events, rulesFor, 'today'))).toEqual({ due: dueAt, appointment });
  if (acceptedAt !== undefined) {
    const taken = foldDossier(events.slice(0, events.findIndex(({ type }) => type === 'DossierReceived' || type === 'DossierAccepted') + 1));
    expect(retrace(jsonOf(events, rulesFor, 'intake'))).toEqual({ due: taken.dueAt, appointment: taken.firstAppointment });
  }
}

const drawn = fc.tuple(fc.nat(LIVES.length - 1), fc.array(fc.nat(9_999), { minLength: 60, maxLength: 60 }), fc.integer({ min: 2, max: 20 }));

test('the explanation alone gives every date of a random life, as known at intake and today', () => {
  fc.assert(
    fc.property(drawn, ([which, numbers, length]) => {
      const [code, receivedAt, asked] = LIVES[which] ?? LIVES[0];
      const life = drawLife(rulesOf(code), receivedAt, asked, length, new Draws(numbers));
      const end = instant((life.commands.at(-1)?.at ?? life.opening.occurredAt) + 30 * 24 * MS_PER_HOUR);
      const events = replay(life, [{ at: end, ahead: 0 }], 5_000).ledger.map(
        ({ cause, ordinal, event }, index): DossierEvent => ({ ...event, seq: index + 1, cause, ordinal, actor: SYSTEM_ACTOR, recordedAt: event.occurredAt, calendarSnapshot: 'now' }),
      );
      events.forEach((_, index) => expectRetraced(events.slice(0, index + 1), () => life.rules));
    }),
    { seed: SEED, numRuns: 120 },
  );
});

test('the explanation alone gives every date of a life over which another calendar was published', () => {
  fc.assert(
    fc.property(drawnRepublication, (given) => {
      const { ledger, rulesOf: rulesFor } = liveOver(given, (_, receivedAt) => changedBook(receivedAt, given.changed));
      ledger.forEach((_, index) => expectRetraced(ledger.slice(0, index + 1), rulesFor));
    }),
    { seed: SEED, numRuns: 100 },
  );
});

const SESSION = { document: '16/2017/QH14', article: '20', clause: '3' };
const COUNCIL = { agencyCode: 'H99.05', receivingAgencyCode: 'H99.02' };
const FIXED = { dueAt: at('2026-12-09T10:00'), basis: SESSION, documentNumber: '12/TB-HĐND' };
const closing = (...dates: readonly string[]): Rules['calendars'] =>
  bookOf(calendarOf(national, demoProvince, { id: 'agency', name: 'x', days: dates.map((date) => ({ date, kind: 'closure', name: 'x', source: 'x' })) }), `closed ${dates.join(' ')}`);

test.each([
  ['a date set at intake, its day off since, and a pause it stands through', (): DossierLife => {
    const life = DossierLife.takenIn(rulesOf('3.000152', { pauseGrounds: ['external-opinion'] }), '2026-08-19T09:00', { ...COUNCIL, fixed: FIXED });
    life.publish('2026-08-20T08:00', closing('2026-12-09'));
    life.give('2026-08-21T08:00', 'PauseClock', { ground: 'external-opinion' });
    life.publish('2026-08-24T08:00', closing('2026-12-09', '2026-08-26'));
    life.give('2026-08-28T08:00', 'ResumeClock', {});
    life.publish('2026-08-31T08:00', closing('2026-12-09', '2026-12-10'));
    return life;
  }],
  ['a date set after a maximum moved, and set anew', (): DossierLife => {
    const life = DossierLife.takenIn(rulesOf('3.000152'), '2026-08-19T09:00', COUNCIL);
    life.publish('2026-08-20T08:00', closing('2026-09-08'));
    life.give('2026-08-25T08:00', 'FixDueDate', FIXED);
    life.give('2026-08-26T08:00', 'FixDueDate', { ...FIXED, dueAt: at('2026-12-16T10:00'), documentNumber: '13/TB-HĐND' });
    life.publish('2026-08-27T08:00', closing('2026-12-16'));
    return life;
  }],
  ['an extension counted, then a day of it closed', (): DossierLife => {
    const life = DossierLife.takenIn(rulesOf('2.000815'), '2026-08-19T09:00');
    life.give('2026-08-19T10:00', 'ExtendTerm', { extension: 'two-working-days' }, person('clerk'));
    life.publish('2026-08-19T16:00', closing('2026-08-20'));
    return life;
  }],
  ['an extension to a moment asked for, then its day closed', (): DossierLife => {
    const life = DossierLife.takenIn(rulesOf('2.000815'), '2026-08-19T09:00');
    life.give('2026-08-19T10:00', 'ExtendTerm', { extension: 'two-working-days', dueAt: at('2026-08-20T10:00') }, person('clerk'));
    life.publish('2026-08-19T16:00', closing('2026-08-20'));
    return life;
  }],
  ['a maximum paused for papers, late and apologised for', (): DossierLife => {
    const life = DossierLife.takenIn(rulesOf('1.012812'), '2026-08-03T09:00');
    life.give('2026-08-10T09:00', 'RequestSupplement', { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' });
    life.give('2026-08-17T09:00', 'ReceiveSupplement', {});
    life.wake('2026-09-10T07:00');
    life.give('2026-09-10T08:00', 'SignApology', { reasonCode: 'complex', newAppointment: Number(at('2026-09-17T09:00')) });
    return life;
  }],
])('the explanation alone gives every date of %s', (_, live) => {
  const { events, rulesOf: rulesFor } = live();
  expect(events.length).toBeGreaterThan(2);
  events.forEach((__, index) => expectRetraced(events.slice(0, index + 1), rulesFor));
});

const CODES = readdirSync(new URL('../../../data/catalogue/procedures/', import.meta.url)).map((name) => name.replace('.json', ''));

test.each(CODES)('every case and channel of procedure %s is explained to the date of its slip, also in a remote commune', (code) => {
  const rules = rulesOf(code, { effectiveFrom: '2026-01-01' });
  const { cases, channels, competentAgencies } = rules.procedure;
  const agencyCode = competentAgencies[0] ?? '';
  const agency = agencies.get(agencyCode);
  const remote = [...agencies.values()].find((each) => each.remote === true)?.code ?? agencyCode;
  const receivingAgencyCode = agency === undefined ? '' : servingDesk(agency, agencies).code;
  for (const { code: caseCode } of cases) {
    for (const channel of channels) {
      for (const receivedAt of ['2026-08-28T15:30', '2026-02-12T08:00', '2026-11-21T09:10']) {
        for (const placeCode of [agencyCode, remote]) {
          const { events } = DossierLife.takenIn(rules, receivedAt, { agencyCode, receivingAgencyCode, placeCode, caseCode, channel });
          expectRetraced(events, () => rules);
        }
      }
    }
  }
});

/** One step changed in every way that must not pass, each with what was done to it. */
function mutantsOf(step: JsonStep): readonly (readonly [done: string, steps: readonly JsonStep[]])[] {
  switch (step.code) {
    case 'day-counted':
    case 'hours-counted':
      return [
        ['left out', []],
        ['counted twice', [step, step]],
        ['said to be off', [{ code: 'day-skipped', day: { ...(step['day'] as object), working: false, hours: [] } }]],
      ];
    case 'day-skipped':
      return [['said to be worked', [{ ...step, code: 'day-counted', number: 1 }]]];
    case 'span-counted':
      return [['made longer', [{ ...step, lastDay: '2026-12-31' }]]];
    case 'time-left':
      return [['a minute more', [{ ...step, ms: Number(step['ms']) + 60_000 }]]];
    default:
      return [];
  }
}

test.each([
  ['working days and a pause', (): DossierLife => {
    const life = DossierLife.takenIn(rulesOf('1.012994', { pauseGrounds: ['public-posting'] }), '2026-08-19T15:20');
    life.give('2026-08-21T10:10', 'PauseClock', { ground: 'public-posting' });
    life.give('2026-09-08T10:25', 'ResumeClock', {});
    return life;
  }],
  ['half a day', (): DossierLife => DossierLife.takenIn(rulesOf('3.000346'), '2026-08-28T15:30', { agencyCode: 'H99.81', receivingAgencyCode: 'H99.02' })],
  ['calendar days', (): DossierLife => DossierLife.takenIn(rulesOf('1.014466'), '2026-08-10T08:00', { agencyCode: 'H99.05', caseCode: '1.014466.02' })],
])('an explanation of %s in which one step is changed leads nowhere, or elsewhere', (_, take) => {
  const life = take();
  const { dueAt, appointment } = life.state;
  const whole = jsonOf(life.events, () => life.rules, 'today');
  const mutants = whole.flatMap((derivation, place) =>
    derivation.steps.flatMap((step, index) =>
      mutantsOf(step).map(([done, steps]) => ({
        what: `derivation ${String(place)}, step ${String(index)}: ${step.code} ${done}`,
        json: whole.with(place, { ...derivation, steps: [...derivation.steps.slice(0, index), ...steps, ...derivation.steps.slice(index + 1)] }),
      })),
    ),
  );
  expect(leadsTo(whole)).toEqual({ due: dueAt, appointment });
  expect(mutants).not.toEqual([]);
  expect(mutants.filter(({ json }) => leadsTo(json)?.due === dueAt).map(({ what }) => what)).toEqual([]);
});

/** Where an explanation leads; nowhere when it does not follow. */
function leadsTo(json: readonly JsonDerivation[]): ReturnType<typeof retrace> | undefined {
  try {
    return retrace(json);
  } catch {
    return undefined;
  }
}
