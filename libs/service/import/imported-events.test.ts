import { describe, expect, test } from 'vitest';
import { type EventPayloads, foldDossier, instant, parseInstant } from '#domain';
import { agencies, procedureOf, rulesOf } from '../../../test/fixtures/rules.js';
import { parseDossierLine } from './dossier-line.js';
import type { ImportCatalogue } from './import-catalogue.js';
import { importedEvents } from './imported-events.js';
import { placeLine, type PlacedLine } from './place-line.js';

const AT = parseInstant('2026-03-02T08:00:00+07:00');
/** House permit of a commune: 7 working days, stages desk, …, return. */
const PROCEDURE = '1.013225';
const UNDATED = { ...procedureOf('3.000346'), undatedMaximum: { unit: 'working-days', amount: 10 } as const };

const catalogue: ImportCatalogue = {
  agencies,
  procedureAt: (code) => (code === PROCEDURE ? { procedure: procedureOf(PROCEDURE), hash: 'h' } : code === UNDATED.code ? { procedure: UNDATED, hash: 'h' } : undefined),
  deskOf: ({ code }) => code,
};

const LINE = { code: 'A-1', procedureCode: PROCEDURE, agencyCode: 'H99.31', channel: 'counter', applicantName: 'An', receivedAt: '2026-02-24T09:00:00+07:00', dueAt: '2026-03-05T09:00:00+07:00' };

function placed(change: Readonly<Record<string, string>>): ReturnType<typeof placeLine> {
  const parsed = parseDossierLine({ line: 2, fields: { ...LINE, ...change } }, AT);
  if (parsed.kind === 'bad') {
    throw new Error(JSON.stringify(parsed.problems));
  }
  return placeLine(parsed.value, catalogue);
}

function goodLine(change: Readonly<Record<string, string>>): PlacedLine {
  const result = placed(change);
  if (result.kind === 'bad') {
    throw new Error(JSON.stringify(result.problems));
  }
  return result.value;
}

function eventsOf(change: Readonly<Record<string, string>>): ReturnType<typeof importedEvents> {
  return importedEvents(goodLine(change), { source: 'old', contentHash: 'c', personal: { version: 1, commitment: 'k' }, rules: rulesOf(PROCEDURE), at: AT });
}

function openingOf(change: Readonly<Record<string, string>>): EventPayloads['DossierImported'] {
  const [opening] = eventsOf(change);
  if (opening?.type !== 'DossierImported') {
    throw new Error('No DossierImported');
  }
  return opening.payload;
}

describe('placing a line', () => {
  test.each([
    [{ procedureCode: '1.000000' }, 'procedureCode: unknown-procedure'],
    [{ agencyCode: 'X1' }, 'agencyCode: unknown-agency'],
    [{ caseCode: '1.013225.99' }, 'caseCode: unknown-case'],
    [{ dueAt: '' }, 'dueAt: missing-due-date'],
    [{ dueAt: '', finishedAt: '2026-02-27T09:00:00+07:00' }, 'dueAt: missing-due-date'],
  ])('%j stays out: %s', (change, problem) => {
    const result = placed(change);
    expect(result.kind === 'bad' ? result.problems.map(({ column, reason }) => `${column}: ${reason}`) : []).toEqual([problem]);
  });

  test.each([
    [{ finishedAt: '2026-02-24T08:00:00+07:00' }, 'finishedAt: finished-before-received'],
    [{ dueAt: '2026-02-20T09:00:00+07:00' }, 'dueAt: due-before-received'],
    [{ finishedAt: '2026-02-27T09:00:00+07:00', handedOverAt: '2026-02-26T09:00:00+07:00' }, 'handedOverAt: handed-over-before-finished'],
    [{ pausedAt: '2026-02-20T09:00:00+07:00' }, 'pausedAt: paused-before-received'],
    [{ status: '10', finishedAt: '2026-02-27T09:00:00+07:00' }, 'handedOverAt: returned-without-date'],
    [{ finishedAt: '2026-02-27T09:00:00+07:00', pausedAt: '2026-02-25T09:00:00+07:00' }, 'pausedAt: pause-of-finished-dossier'],
    [{ agencyCode: 'H99.05' }, 'agencyCode: agency-not-competent'],
    [{ currentStage: 'thẩm định' }, 'currentStage: unknown-stage'],
  ])('%j goes in with the warning %s', (change, warning) => {
    expect(goodLine(change).warnings.map(({ column, reason }) => `${column}: ${reason}`)).toEqual([warning]);
  });

  test('a dossier without a due date goes in where its procedure has a maximum to judge it by, or when it was refused at intake', () => {
    expect(placed({ procedureCode: UNDATED.code, agencyCode: 'H99.81', dueAt: '' }).kind).toBe('parsed');
    expect(placed({ status: '3', dueAt: '' }).kind).toBe('parsed');
  });
});

describe('the events of an imported dossier', () => {
  test.each([
    // finished                         due                          against it
    ['2026-03-01T09:00:00+07:00', '2026-02-28T09:00:00+07:00', 'late'],
    ['2026-02-28T09:00:00+07:00', '2026-02-28T09:00:00+07:00', 'on-time'],
    ['2026-02-28T09:00:00.001+07:00', '2026-02-28T09:00:00+07:00', 'late'],
    ['2026-02-28T07:00:00+07:00', '2026-02-28T09:00:00+07:00', 'on-time'],
    ['2026-02-27T23:59:00+07:00', '2026-02-28T09:00:00+07:00', 'early'],
  ])('finished %s with the due date %s is %s: late by the instant, early by the local day', (finishedAt, dueAt, punctuality) => {
    expect(openingOf({ finishedAt, dueAt }).finish).toMatchObject({ punctuality, delayMs: 0 });
    expect(eventsOf({ finishedAt, dueAt }).map(({ type }) => type)).toEqual(punctuality === 'late' ? ['DossierImported', 'DossierBecameLate'] : ['DossierImported']);
  });

  test.each([
    // due                              finished                        working minutes late
    ['2026-02-25T09:00:00+07:00', '2026-02-25T09:30:00+07:00', 30],
    ['2026-02-25T16:00:00+07:00', '2026-02-26T08:00:00+07:00', 120],
    ['2026-02-25T09:00:00+07:00', '2026-02-26T09:00:00+07:00', 480],
  ])('due %s and finished %s, it was late by the open time of its agency, and nobody knows at which step: %i minutes', (dueAt, finishedAt, minutes) => {
    const { competentAgency: agency, finish } = openingOf({ dueAt, finishedAt });
    expect(finish).toEqual({ punctuality: 'late', delayMs: minutes * 60_000, shares: [{ stage: '', run: 0, agency, minutes }] });
  });

  test('late by no open minute it has no shares, and where no calendar reaches how late it was is not told', () => {
    expect(openingOf({ dueAt: '2026-02-28T09:00:00+07:00', finishedAt: '2026-03-01T09:00:00+07:00' }).finish).toEqual({ punctuality: 'late', delayMs: 0, shares: [] });
    expect(openingOf({ receivedAt: '2011-02-24T09:00:00+07:00', dueAt: '2011-03-05T09:00:00+07:00', finishedAt: '2011-03-09T09:00:00+07:00' }).finish).toEqual({ punctuality: 'late', delayMs: 0 });
  });

  test('a finished one has no stages and no milestones, so it needs no calendar', () => {
    expect(openingOf({ receivedAt: '1999-02-24T09:00:00+07:00', dueAt: '1999-03-05T09:00:00+07:00', finishedAt: '1999-03-01T09:00:00+07:00' })).toMatchObject({ stages: [], milestones: {} });
  });

  test('lateness is recorded at the due date, however long ago', () => {
    const [, late] = eventsOf({ receivedAt: '2011-02-24T09:00:00+07:00', dueAt: '2011-03-05T09:00:00+07:00' });
    expect(late).toEqual({ type: 'DossierBecameLate', payload: { dueAt: parseInstant('2011-03-05T09:00:00+07:00'), promise: 1 }, occurredAt: parseInstant('2011-03-05T09:00:00+07:00') });
  });

  test('a running one keeps its due date, warns before it, and is open at the first stage until somebody has begun', () => {
    const state = foldDossier(eventsOf({ firstDueAt: '2026-03-03T09:00:00+07:00' }));
    expect(state).toMatchObject({ status: 'received', basis: 'imported', dueAt: parseInstant(LINE.dueAt), firstAppointment: parseInstant('2026-03-03T09:00:00+07:00') });
    expect(state.milestones.dueSoonAt).toBe(parseInstant('2026-03-04T09:00:00+07:00'));
    expect(state.stages.filter(({ status }) => status === 'open').map(({ group }) => group)).toEqual([0]);
    expect(state.becameLateAt).toBeUndefined();
  });

  test('a running one in years without a calendar goes in without milestones', () => {
    expect(openingOf({ dueAt: '2199-03-05T09:00:00+07:00' }).milestones).toEqual({});
  });

  test('the stage and its holder are taken over; a stage nobody knows becomes the only one', () => {
    const [known] = procedureOf(PROCEDURE).cases[0].parts[0].groups[1]?.stages ?? [];
    const open = (change: Readonly<Record<string, string>>): readonly unknown[] =>
      foldDossier(eventsOf(change)).stages.filter(({ status }) => status === 'open').map(({ id, officer }) => [id, officer]);
    expect(open({ currentStage: known?.id ?? '-', holder: 'officer-3' })).toEqual([[known?.id, 'officer-3']]);
    expect(foldDossier(eventsOf({ currentStage: 'thẩm định' })).stages.map(({ id, status }) => [id, status])).toEqual([['thẩm định', 'open']]);
  });

  test('a paused one keeps what was left: Tuesday 09:00 to Thursday 09:00 is 16 working hours', () => {
    expect(openingOf({ receivedAt: '2026-02-23T09:00:00+07:00', pausedAt: '2026-02-24T09:00:00+07:00', dueAt: '2026-02-26T09:00:00+07:00' })).toMatchObject({
      pauseGround: 'supplement',
      remaining: { kind: 'working', ms: 16 * 3_600_000 },
    });
    expect(eventsOf({ pausedAt: '2026-02-24T09:00:00+07:00', dueAt: '2026-02-26T09:00:00+07:00' })).toHaveLength(1);
  });

  test('one paused after its due date is late and has nothing left', () => {
    const change = { receivedAt: '2026-02-20T09:00:00+07:00', dueAt: '2026-02-23T09:00:00+07:00', pausedAt: '2026-02-24T09:00:00+07:00' };
    expect(openingOf(change).remaining).toBeUndefined();
    expect(eventsOf(change).map(({ type }) => type)).toEqual(['DossierImported', 'DossierBecameLate']);
  });

  test('one whose pause lies before any calendar keeps what was left by the clock', () => {
    const pausedAt = instant(parseInstant('2011-03-01T09:00:00+07:00'));
    expect(openingOf({ receivedAt: '2011-02-24T09:00:00+07:00', dueAt: '2011-03-05T09:00:00+07:00', pausedAt: '2011-03-01T09:00:00+07:00' })).toMatchObject({ pausedAt, remaining: { kind: 'wall', ms: 4 * 86_400_000 } });
  });
});

describe('an imported dossier without a date', () => {
  /** Ten working days at most, counted from 24/2 09:00. */
  const undated = { procedureCode: UNDATED.code, agencyCode: 'H99.81', dueAt: '' };
  const MAXIMUM = parseInstant('2026-03-10T09:00:00+07:00');

  test('is judged by its legal maximum, and was promised nothing', () => {
    const state = foldDossier(eventsOf(undated));
    expect(state).toMatchObject({ basis: 'none', dueAt: MAXIMUM, promises: [{ number: 1, kind: 'maximum', at: MAXIMUM }] });
    expect([state.firstAppointment, state.appointment]).toEqual([undefined, undefined]);
    expect(state.milestones.dueSoonAt).toBe(parseInstant('2026-03-09T09:00:00+07:00'));
  });

  test.each([
    ['2026-01-15T09:00:00+07:00', 'early', 1],
    ['2026-01-16T09:00:00+07:00', 'on-time', 1],
    ['2026-01-16T10:00:00+07:00', 'late', 2],
  ])('received 5/1 09:00 and finished at %s was %s', (finishedAt, punctuality, events) => {
    const made = eventsOf({ ...undated, receivedAt: '2026-01-05T09:00:00+07:00', finishedAt });
    expect([made.length, foldDossier(made).finish?.punctuality]).toEqual([events, punctuality]);
  });

  test('is late from its maximum on, when that has passed', () => {
    expect(eventsOf({ ...undated, receivedAt: '2026-01-05T09:00:00+07:00' }).map(({ type, occurredAt }) => [type, occurredAt])).toEqual([
      ['DossierImported', AT],
      ['DossierBecameLate', parseInstant('2026-01-16T09:00:00+07:00')],
    ]);
  });

  test('is not judged where it waited for papers before, for nobody tells how long; the first such pause is known', () => {
    expect(foldDossier(eventsOf({ ...undated, supplementCount: '1' })).dueAt).toBeUndefined();
    expect(foldDossier(eventsOf({ ...undated, supplementCount: '1', finishedAt: '2026-03-01T09:00:00+07:00' })).finish?.punctuality).toBe('undated');
    expect(openingOf({ ...undated, supplementCount: '1', pausedAt: '2026-02-25T09:00:00+07:00', pauseGround: 'supplement' })).toMatchObject({ maximumAt: MAXIMUM, remaining: { kind: 'working', ms: 72 * 3_600_000 } });
  });

  test('beyond any calendar is not judged either', () => {
    expect(foldDossier(eventsOf({ ...undated, receivedAt: '1999-02-24T09:00:00+07:00', finishedAt: '1999-03-24T09:00:00+07:00' })).finish?.punctuality).toBe('undated');
  });
});
