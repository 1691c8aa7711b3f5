import { describe, expect, test } from 'vitest';
import { at } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife, local, person } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import type { NewEvent } from '../dossier/events.js';
import { instant } from '../time/instant.js';
import { portalInterest } from './portal-events.js';
import { parsePortalTime, portalTime } from './portal-time.js';
import { type Told, tellDossier } from './told-dossier.js';
import { tellSteps } from './told-steps.js';

const household = rulesOf('1.001612');
const pausable = rulesOf('1.001612', { pauseGrounds: ['external-opinion', 'financial-obligation'] });
const tuition = rulesOf('1.005144');
const clerk = person('clerk');
const officer = person('officer');
const items = [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }];

const counter = (rules = pausable): DossierLife => DossierLife.takenIn(rules, '2026-08-19T09:00');
const online = (): DossierLife => DossierLife.takenIn(tuition, '2026-08-19T16:00', { channel: 'online', submittedAt: '2026-08-19T15:30' });
const typeAt = ({ events }: DossierLife, seq: number): string => events[seq - 1]?.type ?? 'nothing';
const shown = (life: DossierLife, told: Told<number> | undefined): string => (told === undefined ? '' : `${String(local(told.value))} by ${typeAt(life, told.seq)}`);

/** A life to its present state, by the commands that make it. */
function given(life: DossierLife, ...steps: readonly ((life: DossierLife) => unknown)[]): DossierLife {
  for (const step of steps) step(life);
  return life;
}
const accept = (life: DossierLife): unknown => life.give('2026-08-20T08:00', 'Accept', {}, clerk);
const result = (life: DossierLife): unknown => life.give('2026-08-21T10:00', 'RecordResult', {}, clerk);
const handOver = (life: DossierLife): unknown => life.give('2026-08-21T15:00', 'HandOver', { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' }, clerk);
const ask = (life: DossierLife): unknown => life.give('2026-08-20T10:00', 'RequestSupplement', { items, reasonCode: 'incomplete' }, clerk);

describe('a dossier as the portal is told of it', () => {
  test.each<[string, () => DossierLife, string, { readonly filed?: string; readonly received?: string; readonly due?: string; readonly refused?: string; readonly finished?: string; readonly returned?: string }]>([
    ['filed online: no receipt and no date yet', () => online(), '1 by DossierRegistered', { filed: '2026-08-19T15:30 by DossierRegistered' }],
    ['asked to complete an online filing', () => given(online(), ask), '5 by CompletionRequested', { filed: '2026-08-19T15:30 by DossierRegistered' }],
    ['accepted online', () => given(online(), accept), '2 by DossierAccepted', { filed: '2026-08-19T15:30 by DossierRegistered', received: '2026-08-19T16:00 by DossierAccepted', due: '2026-09-04T16:00 by DossierAccepted' }],
    ['refused at intake', () => given(online(), (life) => life.give('2026-08-20T08:30', 'RefuseIntake', { reasonCode: 'wrong-procedure' }, clerk)), '3 by IntakeRefused', { filed: '2026-08-19T15:30 by DossierRegistered', refused: '2026-08-20T08:30 by IntakeRefused' }],
    ['received at the counter', () => counter(), '2 by DossierReceived', { received: '2026-08-19T09:00 by DossierReceived', due: '2026-08-22T09:00 by DossierReceived' }],
    ['being handled', () => given(counter(tuition), (life) => life.give('2026-08-19T10:00', 'Forward', {}, clerk)), '4 by StageForwarded', { received: '2026-08-19T09:00 by DossierReceived', due: '2026-09-04T09:00 by DossierReceived' }],
    ['waiting for papers', () => given(counter(), ask), '5 by SupplementRequested', { received: '2026-08-19T09:00 by DossierReceived', due: '2026-08-22T09:00 by DossierReceived' }],
    ['paused on a legal ground', () => given(counter(), (life) => life.give('2026-08-20T10:00', 'PauseClock', { ground: 'external-opinion' }, officer)), '8 by ClockPaused', { received: '2026-08-19T09:00 by DossierReceived', due: '2026-08-22T09:00 by DossierReceived' }],
    ['waiting for a payment', () => given(counter(), (life) => life.give('2026-08-20T10:00', 'RaiseFinancialObligation', {}, officer)), '6 by FinancialObligationRaised', { received: '2026-08-19T09:00 by DossierReceived', due: '2026-08-22T09:00 by DossierReceived' }],
    ['withdrawn', () => given(counter(), (life) => life.give('2026-08-20T10:00', 'Withdraw', { reasonCode: 'own-wish' }, clerk)), '7 by DossierWithdrawn', { received: '2026-08-19T09:00 by DossierReceived', due: '2026-08-22T09:00 by DossierReceived', finished: '2026-08-20T10:00 by DossierWithdrawn' }],
    ['stopped by the agency', () => given(counter(), (life) => life.give('2026-08-20T10:00', 'Suspend', { decisionNumber: '5/QĐ-UBND' })), '8 by DossierSuspended', { received: '2026-08-19T09:00 by DossierReceived', due: '2026-08-22T09:00 by DossierReceived', finished: '2026-08-20T10:00 by DossierSuspended' }],
    ['with its result', () => given(counter(), result), '9 by ResultRecorded', { received: '2026-08-19T09:00 by DossierReceived', due: '2026-08-22T09:00 by DossierReceived', finished: '2026-08-21T10:00 by ResultRecorded' }],
    ['handed over', () => given(counter(), result, handOver), '10 by ResultHandedOver', { received: '2026-08-19T09:00 by DossierReceived', due: '2026-08-22T09:00 by DossierReceived', finished: '2026-08-21T10:00 by ResultRecorded', returned: '2026-08-21T15:00 by ResultHandedOver' }],
  ])('%s has a status and dates that name their events', (_title, made, status, dates) => {
    const life = made();
    const told = tellDossier(life.events);
    const { filed = '', received = '', due = '', refused = '', finished = '', returned = '' } = dates;
    expect({
      status: told.status === undefined ? '' : `${String(told.status.value)} by ${typeAt(life, told.status.seq)}`,
      filed: shown(life, told.filedAt),
      received: shown(life, told.receivedAt),
      due: shown(life, told.dueAt),
      refused: shown(life, told.refusedAt),
      finished: shown(life, told.finishedAt),
      returned: shown(life, told.returnedAt),
    }).toEqual({ status, filed, received, due, refused, finished, returned });
  });

  test('opened by mistake has no status there', () => {
    expect(tellDossier(given(counter(), (life) => life.give('2026-08-19T10:00', 'Cancel', { reasonCode: 'duplicate' })).events).status).toBeUndefined();
  });

  test('says of every moved date what it was and by which event it moved', () => {
    const life = given(counter(household), ask, (each) => each.give('2026-08-24T15:00', 'ReceiveSupplement', {}, clerk));
    expect(tellDossier(life.events).moves.map(({ seq, type, before, after }) => [typeAt(life, seq), type, local(before), local(after)])).toEqual([['SupplementReceived', 'SupplementReceived', '2026-08-22T09:00', '2026-08-27T15:00']]);
  });

  test('keeps the date it broke: an apology tells the new appointment beside it', () => {
    const life = counter(household).wake('2026-08-24T08:00');
    life.give('2026-08-24T09:00', 'SignApology', { reasonCode: 'complex', newAppointment: at('2026-08-27T09:00') });
    const { dueAt, moves } = tellDossier(life.events);
    expect([shown(life, dueAt), moves.map(({ type, before, after }) => [type, local(before), local(after)])]).toEqual(['2026-08-22T09:00 by DossierReceived', [['ApologySigned', '2026-08-22T09:00', '2026-08-27T09:00']]]);
  });

  test('tells no end any more once it is opened again', () => {
    const life = given(counter(), result, (each) => each.give('2026-08-24T08:00', 'Reopen', { reasonCode: 'mistake' }));
    expect([tellDossier(life.events).status?.value, tellDossier(life.events).finishedAt]).toEqual([4, undefined]);
  });
});

describe('the steps of a progress', () => {
  test('are those of the events from a number on, each with the status after it and the stage then open', () => {
    const life = given(counter(tuition), (each) => each.give('2026-08-19T10:00', 'Forward', {}, clerk), (each) => each.give('2026-08-19T10:30', 'RecordContact', { party: 'applicant' }, clerk), (each) => each.give('2026-08-19T11:00', 'Forward', {}, officer));
    const steps = tellSteps(life.events, 2).map(({ seq, type, status, at: moment, stageFrom, stageUntil }) => [seq, type, status, local(moment), local(stageFrom), local(stageUntil)]);
    expect(steps).toEqual([
      [2, 'StageForwarded', 4, '2026-08-19T10:00', '2026-08-19T10:00', '2026-08-19T16:00'],
      [4, 'StageForwarded', 4, '2026-08-19T11:00', '2026-08-19T11:00', local(life.stage('process').targetAt)],
    ]);
  });

  test('leave out warnings, letters and calendars that moved nothing', () => {
    const still: NewEvent = { type: 'DeadlineMoved', payload: { fromSnapshot: 'a', dates: { ruleVersion: '1', stageTargets: [] } }, occurredAt: instant(0) };
    const moved: NewEvent = { ...still, payload: { fromSnapshot: 'a', dates: { ruleVersion: '1', stageTargets: [], dueAt: 1 } } };
    const lateness: NewEvent = { type: 'DossierBecameLate', payload: { dueAt: 1, promise: 1 }, occurredAt: instant(0) };
    expect([still, moved, lateness].map(portalInterest)).toEqual(['nothing', 'record', 'nothing']);
  });
});

describe('a moment of the portal', () => {
  test.each([
    ['2026-08-19T09:00', '20260819090000'],
    ['2026-01-01T00:00', '20260101000000'],
    ['2026-12-31T23:59', '20261231235900'],
  ])('%s is written %s, in local time, and read back', (written, moment) => {
    expect([portalTime(at(written)), local(parsePortalTime(moment))]).toEqual([moment, written]);
  });

  test.each(['2026-08-19T09:00', '20260230090000', '20260819240000', '20260819096000', '202608190900', ''])('"%s" is none', (text) => {
    expect(parsePortalTime(text)).toBeUndefined();
  });
});
