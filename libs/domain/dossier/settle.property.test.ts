import fc from 'fast-check';
import { expect, test } from 'vitest';
import { at } from '../../../test/fixtures/calendar/calendars.js';
import type { Asked } from '../../../test/fixtures/dossier-life.js';
import { drawLife, Draws, replay, type RandomLife, type Wake } from '../../../test/fixtures/random-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import type { ConsultationRule } from '../procedure/procedure.js';
import { instant, MS_PER_DAY, type Instant } from '../time/instant.js';
import { canonicalJson } from './canonical-json.js';
import { decide } from './decide.js';
import { explainDates } from './explain.js';
import { foldDossier, foldEvent } from './fold.js';
import type { DossierEvent, NewEvent } from './events.js';
import { type DossierState, promiseToApologise } from './state.js';
import type { Rules } from './rules.js';
import { isClosed } from './status.js';
import { isLegalMove, TRANSITIONS } from './transitions.js';
import { viewOf } from './view.js';

const SEED = 20260822;
const SKEW_MS = 5_000;
const LOOK_AFTER = 30 * MS_PER_DAY;

/** Procedures that differ in every rule: stages, parallel stages, two parts, calendar days, hours, same day, online. */
const BEGINNINGS: readonly (readonly [code: string, receivedAt: string, asked: Asked])[] = [
  ['1.012994', '2026-08-19T09:00', {}],
  ['1.012994', '2026-02-12T15:40', { receivingAgencyCode: 'H99.32' }],
  ['1.115778', '2026-11-20T10:15', { agencyCode: 'H99.05.01' }],
  ['3.000152', '2026-08-19T09:00', { agencyCode: 'H99.05', receivingAgencyCode: 'H99.02' }],
  ['2.000815', '2026-08-19T15:10', {}],
  ['1.115778', '2026-02-11T16:20', { agencyCode: 'H99.05.01', receivingAgencyCode: 'H99.02', placeCode: 'H99.33' }],
  ['2.002621', '2026-08-20T15:30', { channel: 'online', caseCode: '2.002621.01' }],
  ['1.001193', '2026-11-23T16:10', { channel: 'online' }],
  ['1.014466', '2026-08-10T08:00', { agencyCode: 'H99.05', caseCode: '1.014466.02' }],
  ['2.002755', '2026-04-23T11:30', { agencyCode: 'H99.06', receivingAgencyCode: 'H99.32', placeCode: 'H99.32' }],
  ['2.001159', '2026-08-21T16:30', { agencyCode: 'H99.81.31' }],
  ['1.013225', '2026-08-18T15:10', {}],
  ['1.014464', '2026-08-19T10:00', { agencyCode: 'H99.07', receivingAgencyCode: 'H99.02' }],
];

/** Land may ask for opinions that stop its clock, and every result is to be with the desk half a day before the appointment. */
const pausingOpinion: ConsultationRule = {
  code: 'opinion',
  name: 'Lấy ý kiến',
  limit: { unit: 'working-days', amount: 2 },
  silence: 'late',
  pauses: 'cadastral-measurement',
  basis: { document: 'Nghị định 61/2018/NĐ-CP', article: '19' },
};

function everyRule(code: string): Rules {
  const own = rulesOf(code, code === '1.115778' ? { consultations: [pausingOpinion] } : {});
  return { ...own, settings: { ...own.settings, resultHandoverLead: { unit: 'working-days', amount: 0.5 } } };
}

const rules = new Map(BEGINNINGS.map(([code]) => [code, everyRule(code)]));

/** What a life is drawn from; a counterexample prints these numbers. */
const seeds = fc.tuple(fc.nat(BEGINNINGS.length - 1), fc.array(fc.nat(9_999), { minLength: 60, maxLength: 60 }), fc.integer({ min: 4, max: 24 }));

function lifeOf([index, numbers, length]: readonly [number, readonly number[], number]): RandomLife {
  const [code, receivedAt, asked] = BEGINNINGS[index] ?? BEGINNINGS[0] ?? ['', '', {}];
  return drawLife(rules.get(code) ?? rulesOf(code), receivedAt, asked, length, new Draws(numbers));
}

/** One look at the very end: every command and point settled as late as can be. */
function asLateAsPossible(life: RandomLife): readonly Wake[] {
  return [{ at: endOf(life), ahead: 0 }];
}

function endOf({ commands, opening }: RandomLife): Instant {
  return instant((commands.at(-1)?.at ?? opening.occurredAt) + LOOK_AFTER);
}

function wakesOf(life: RandomLife, shares: readonly (readonly [number, number])[]): readonly Wake[] {
  const [from, until] = [life.opening.occurredAt, endOf(life)];
  const looks = shares.map(([share, ahead]): Wake => ({ at: instant(Math.round(from + (until - from) * share)), ahead: Math.round(ahead * SKEW_MS) }));
  const atCommands = life.commands.filter((_, index) => index % 3 === 0).map((given): Wake => ({ at: given.at, ahead: 0 }));
  return [...looks, ...atCommands].sort((a, b) => a.at - b.at).concat({ at: until, ahead: 0 });
}

function check(predicate: (life: RandomLife, wakes: readonly Wake[]) => void, numRuns = 250): void {
  const shares = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 40 });
  fc.assert(
    fc.property(seeds, shares, (drawn, looks) => {
      const life = lifeOf(drawn);
      predicate(life, wakesOf(life, looks));
    }),
    { seed: SEED, numRuns },
  );
}

function ledgerOf(life: RandomLife): readonly NewEvent[] {
  return replay(life, asLateAsPossible(life), SKEW_MS).ledger.map(({ event }) => event);
}

/** Every event with the state before and after it. */
function steps(events: readonly NewEvent[]): readonly (readonly [DossierState | undefined, NewEvent, DossierState])[] {
  let before: DossierState | undefined;
  return events.map((event) => {
    const step = [before, event, foldEvent(before, event)] as const;
    before = step[2];
    return step;
  });
}

test('every interleaving of the same commands and wakes gives the same events, causes, order and dates', () => {
  check((life, wakes) => {
    const late = replay(life, asLateAsPossible(life), SKEW_MS);
    const often = replay(life, wakes, SKEW_MS);
    expect(often.ledger).toEqual(late.ledger);
    expect(often.state).toEqual(late.state);
  });
});

test('a cause and an ordinal name one event of a dossier and no other', () => {
  check((life, wakes) => {
    const keys = replay(life, wakes, SKEW_MS).ledger.map(({ cause, ordinal }) => `${cause}/${String(ordinal)}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

test('every payload is canonical, and reading it back gives the same state', () => {
  check((life) => {
    const events = ledgerOf(life);
    const read = events.map((event) => ({ ...event, payload: JSON.parse(canonicalJson(event.payload)) as unknown }) as NewEvent);
    expect(events.every(({ occurredAt }) => Number.isSafeInteger(occurredAt))).toBe(true);
    expect(foldDossier(read)).toEqual(foldDossier(events));
  });
});

test('every event moves the status only along the table of moves', () => {
  check((life) => {
    for (const [before, event, after] of steps(ledgerOf(life))) {
      expect(before === undefined || isLegalMove(before.status, after.status), `${event.type}: ${before?.status ?? ''} to ${after.status}`).toBe(true);
    }
  });
});

test('the view of any state is at most 500 bytes', () => {
  check((life) => {
    for (const [, , after] of steps(ledgerOf(life))) {
      const view = viewOf(after, '00000000-0000-4000-8000-000000000000', { skewMs: SKEW_MS, spreadMs: 600_000 });
      expect(new TextEncoder().encode(JSON.stringify(view)).length).toBeLessThanOrEqual(500);
    }
  });
});

test('a due date lies in open time, at a closing or at 24:00', () => {
  check((life) => {
    for (const [, , { dueAt, competentAgency }] of steps(ledgerOf(life))) {
      const calendar = life.rules.calendars.processing(competentAgency);
      const due = instant(dueAt ?? at('2026-08-19T09:00'));
      expect(calendar.isOpen(due) || calendar.isOpen(instant(due - 1)) || (due + 7 * 3_600_000) % MS_PER_DAY === 0).toBe(true);
    }
  });
});

test('a due date moves earlier only when a second part begins, or a promised date replaces the maximum nobody promised', () => {
  check((life) => {
    for (const [before, event, after] of steps(ledgerOf(life))) {
      const earlier = before?.dueAt !== undefined && !before.provisional && (after.dueAt ?? 0) < before.dueAt;
      const secondPart = (event.type === 'FinancialObligationMet' || event.type === 'NoObligationConfirmed') && event.payload.term?.part === 2;
      const firstPromise = event.type === 'DueDateFixed' && before?.basis === 'none';
      expect(!earlier || secondPart || firstPromise).toBe(true);
    }
  });
});

test('late stays late: once recorded, the moment, the due date and the first break never change', () => {
  check((life) => {
    for (const [before, , after] of steps(ledgerOf(life))) {
      if (before?.becameLateAt !== undefined) {
        expect([after.becameLateAt, after.dueAt]).toEqual([before.becameLateAt, before.dueAt]);
        expect(after.finish?.punctuality ?? 'late').toBe('late');
      }
    }
  });
});

test('lateness is recorded once and exactly when the dossier was open after its due date', () => {
  check((life) => {
    const events = ledgerOf(life);
    const late = events.filter(({ type }) => type === 'DossierBecameLate');
    expect(late.length).toBeLessThanOrEqual(1);
    for (const [, event, after] of steps(events)) {
      if ('finish' in event.payload) {
        expect(event.payload.finish.punctuality === 'late').toBe(after.becameLateAt !== undefined);
      }
    }
  });
});

test('promises are numbered in the order given, the first never changes, at most one is a re-appointment, none falls before the due date', () => {
  check((life) => {
    for (const [before, event, after] of steps(ledgerOf(life))) {
      expect(after.promises.map(({ number }) => number)).toEqual(after.promises.map((_, index) => index + 1));
      expect(after.promises.filter(({ kind }) => kind === 're-appointment').length).toBeLessThanOrEqual(1);
      expect(before?.firstAppointment ?? after.firstAppointment).toBe(after.firstAppointment);
      expect(after.appointment ?? Infinity, event.type).toBeGreaterThanOrEqual(after.dueAt ?? 0);
    }
  });
});

test('nothing about the term is recorded as having happened within a pause', () => {
  check((life) => {
    const events = ledgerOf(life);
    const term = ['DueSoonWarned', 'LatenessAssessed', 'ApologyDrafted', 'LetterLimitPassed', 'StageBecameLate', 'DossierBecameLate', 'PromiseBroken'];
    const pauses = steps(events).flatMap(([before, event, after]) => (before?.pause !== undefined && after.pause === undefined ? [[before.pause.at, event.occurredAt] as const] : []));
    for (const event of events.filter(({ type }) => term.includes(type))) {
      expect(pauses.every(([from, to]) => event.occurredAt <= from || event.occurredAt >= to), `${event.type} within a pause`).toBe(true);
    }
  });
});

test('every body asked or at work has one clock that ends once: late once at its legal date, and never before or after it', () => {
  const seen = new Set<string>();
  check((life) => {
    const events = ledgerOf(life);
    const { parties, opinions } = foldDossier(events);
    events.forEach(({ type }) => seen.add(type));
    for (const { number, dueAt, lateAt, ended } of parties) {
      const late = events.flatMap((event) => (event.type === 'PartyBecameLate' && event.payload.number === number && event.payload.promised !== true ? [event.occurredAt] : []));
      expect(late).toEqual(lateAt === undefined ? [] : [dueAt]);
      expect(lateAt !== undefined && ended !== undefined && ended.at <= dueAt).toBe(false);
    }
    for (const { dueAt, silentAt, answer } of opinions) {
      expect(silentAt ?? dueAt).toBe(dueAt);
      expect(silentAt !== undefined && answer !== undefined && answer.at <= dueAt).toBe(false);
    }
    expect(parties.filter(({ ended }) => ended === undefined).length).toBeLessThanOrEqual(1);
  });
  expect([...seen]).toEqual(expect.arrayContaining(['PartyWarned', 'PartyBecameLate', 'PartyAnswered', 'PartyDelayExplained', 'VoucherRecorded', 'OpinionRequested', 'OpinionRecorded', 'OpinionDeemedConsent', 'OpinionBecameLate', 'ResultHandoverMissed']));
});

test('a dossier that is over has no open stage, and so nobody who works on it', () => {
  const over = new Set<string>();
  check((life) => {
    for (const [, , { status, stages }] of steps(ledgerOf(life))) {
      if (!isClosed(status)) continue;
      over.add(status);
      expect(stages.filter((stage) => stage.status === 'open')).toEqual([]);
    }
  });
  expect(over.size).toBeGreaterThan(1);
});

test('time used by a stage only grows, and stages outside the clock have no target', () => {
  check((life) => {
    const excluded = life.rules.procedure.cases.flatMap(({ parts }) => parts.flatMap(({ groups }) => groups.flatMap(({ stages }) => stages.filter((stage) => stage.excluded !== undefined).map(({ id }) => id))));
    for (const [before, , after] of steps(ledgerOf(life))) {
      for (const stage of after.stages) {
        expect(stage.usedMs).toBeGreaterThanOrEqual(before?.stages.find(({ id }) => id === stage.id)?.usedMs ?? 0);
        expect(excluded.includes(stage.id) && stage.targetAt !== undefined).toBe(false);
      }
    }
  });
});

test('the explanation recomputes the date of every event that set the term', () => {
  check((life) => {
    const events = ledgerOf(life).map((event) => event as DossierEvent);
    steps(events).forEach(([before, event, after], index) => {
      const set = before === undefined || event.type === 'DossierAccepted' || (event.type === 'SupplementReceived' && event.payload.dates.startAt !== undefined) || (event.type === 'FinancialObligationMet' && event.payload.term !== undefined);
      if (set && after.becameLateAt === undefined) {
        expect(explainDates(events.slice(0, index + 1), () => life.rules).explanation?.dueAt).toBe(after.dueAt);
      }
    });
  });
});

test('whatever happens, a promise is apologised for once, at most one new date is given, and whoever signs what is left signs each broken promise', () => {
  check((life) => {
    const end = endOf(life);
    let state = replay(life, asLateAsPossible(life), SKEW_MS).state;
    const signed = ledgerOf(life).flatMap((event) => (event.type === 'ApologySigned' ? [event.payload] : []));
    const head = { subject: 'head', role: 'head', agency: 'H99' } as const;
    for (let promise = promiseToApologise(state); promise !== undefined && state.becameLateAt !== undefined && TRANSITIONS.SignApology.includes(state.status); promise = promiseToApologise(state)) {
      const body = state.delayReason?.promise === promise ? {} : { reasonCode: 'complex' };
      const decision = decide(state, { type: 'SignApology', body }, { ...life.rules, at: end, actor: head });
      const events = decision.kind === 'accepted' ? decision.events : [];
      expect(events.map(({ type, payload }) => [type, 'promise' in payload ? payload.promise : undefined])).toEqual([['ApologySigned', promise]]);
      signed.push(...events.flatMap((event) => (event.type === 'ApologySigned' ? [event.payload] : [])));
      state = events.reduce<DossierState>((before, event) => foldEvent(before, event), state);
    }
    expect(new Set(signed.map(({ promise }) => promise)).size).toBe(signed.length);
    expect(signed.filter(({ newAppointment }) => newAppointment !== undefined).length).toBeLessThanOrEqual(1);
    const broken = state.promises.filter(({ brokenAt }) => brokenAt !== undefined);
    expect(broken.filter(({ apology }) => apology === undefined)).toEqual([]);
    if (TRANSITIONS.SignApology.includes(state.status)) {
      expect(broken.filter(({ apology }) => apology !== 'signed')).toEqual([]);
    }
  });
});
