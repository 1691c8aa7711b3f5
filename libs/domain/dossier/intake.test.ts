import { describe, expect, test } from 'vitest';
import { at } from '../../../test/fixtures/calendar/calendars.js';
import { aText, DossierLife, local, person, requestAt, type Asked } from '../../../test/fixtures/dossier-life.js';
import { agencies, rulesOf } from '../../../test/fixtures/rules.js';
import { foldDossier } from './fold.js';
import { refuseIntake } from './intake.js';
import { pendingForwarding, pendingTransfer } from './state.js';
import { pointsOfInterest } from './points.js';
import { routeIntake, servingDesk } from './routing.js';

const household = rulesOf('1.001612');
const cfs = rulesOf('1.014464');
const AT_CENTRE = { agencyCode: 'H99.07' };
const clerk = person('clerk');
const centre = person('clerk', 'H99.02');

describe('an intake is refused', () => {
  test.each<readonly [code: string, procedure: string, received: string, asked: Asked]>([
    ['unknown-case', '1.012783', '2026-08-19T09:00', { agencyCode: 'H99.05.01', caseCode: '1.012783.09' }],
    ['unknown-agency', '1.001612', '2026-08-19T09:00', { agencyCode: 'H98.31' }],
    ['unknown-agency', '1.001612', '2026-08-19T09:00', { receivingAgencyCode: 'H98.31' }],
    ['unknown-agency', '1.001612', '2026-08-19T09:00', { placeCode: 'H98.31' }],
    ['agency-not-competent', '1.001612', '2026-08-19T09:00', { agencyCode: 'H99.06' }],
    ['agency-without-desk', '1.014464', '2026-08-19T09:00', { ...AT_CENTRE, receivingAgencyCode: 'H99.07' }],
    ['agency-not-in-territory', '1.014464', '2026-08-19T09:00', { ...AT_CENTRE, receivingAgencyCode: 'H99.31' }],
    ['channel-not-offered', '2.002621', '2026-08-19T09:00', { caseCode: '2.002621.01', channel: 'post' }],
    ['procedure-not-in-force', '1.014466', '2025-11-18T17:00', { agencyCode: 'H99.05', caseCode: '1.014466.01' }],
    ['unknown-component', '1.001612', '2026-08-19T09:00', { components: [{ code: 'NO-SUCH-PAPER', copies: 1, kind: 'copy' }] }],
  ])('with %s: procedure %s received %s, asked %j', (code, procedure, received, asked) => {
    expect(routeIntake(requestAt(received, asked), rulesOf(procedure))).toMatchObject({ kind: 'refused', code });
  });

  test('at the desk with form 03 as a dossier’s first and only event, outside received and finished', () => {
    const request = requestAt('2026-08-19T09:00');
    const routing = routeIntake(request, household);
    if (routing.kind === 'refused') {
      throw new Error(routing.code);
    }
    const identity = { code: '000.00.31.H99-260819-0001', procedureHash: 'a'.repeat(64), personal: { version: 1, commitment: 'feed' }, reason: aText };
    const state = foldDossier([refuseIntake(request, routing, { ...identity, reason: { version: 2, commitment: 'c2' } }, household, 'incomplete', at('2026-08-19T09:00'))]);
    expect([state.status, state.acceptedAt, state.finish, pointsOfInterest(state)]).toEqual(['intake-refused', undefined, undefined, []]);
  });
});

describe('an intake is routed', () => {
  test('under the first case of the procedure when none is named', () => {
    expect(DossierLife.takenIn(rulesOf('1.012783'), '2026-08-19T09:00', { agencyCode: 'H99.05.01' }).state.procedure.caseCode).toBe('1.012783.01');
  });

  test('on the first day of the procedure version', () => {
    expect(routeIntake(requestAt('2025-11-19T07:00', { agencyCode: 'H99.05', caseCode: '1.014466.01' }), rulesOf('1.014466')).kind).toBe('routed');
  });

  test.each([
    // agency            desk that serves it    why
    ['H99.31', 'H99.31', 'its own'],
    ['H99.07', 'H99.02', 'the centre of the province above it'],
    ['H99.05', 'H99.02', 'a department has none of its own'],
    ['H99.05.01.01', 'H99.05.01.01', 'a branch with its own desk'],
    ['H99.82', 'H99.02', 'an external body served at the centre'],
    ['H99', 'H99.02', 'the province at its own centre'],
  ])('agency %s by default to the desk %s: %s', (agency, desk) => {
    const found = agencies.get(agency);
    expect(found === undefined ? undefined : servingDesk(found, agencies).code).toBe(desk);
  });

  test('nowhere when no desk serves the agency: the catalogue is damaged', () => {
    const lonely = { ...agencies.get('H99.07'), code: 'X', parent: 'X', desk: false } as NonNullable<ReturnType<typeof agencies.get>>;
    expect(() => servingDesk(lonely, new Map([['X', lonely]]))).toThrow('No one-stop desk serves agency X');
  });

  test.each([
    // procedure, asked                                                       place     its stage
    ['2.002755', { agencyCode: 'H99.06', receivingAgencyCode: 'H99.02', placeCode: 'H99.33' }, 'H99.33', 'commune-process'],
    ['2.002755', { agencyCode: 'H99.06', receivingAgencyCode: 'H99.32', placeCode: 'H99.32' }, 'H99.32', 'commune-process'],
    ['1.001029', { agencyCode: 'H99.07', channel: 'online', placeCode: 'H99.31' }, 'H99.31', 'household'],
    ['1.001029', { agencyCode: 'H99.07', channel: 'online' }, 'H99.02', 'household'],
  ] as const)('%s with %j to place %s, which owns stage %s', (code, asked, place, stage) => {
    const life = DossierLife.takenIn(rulesOf(code), '2026-08-19T09:00', asked);
    if (life.state.status === 'registered') {
      life.give('2026-08-19T09:30', 'Accept', {}, clerk);
    }
    expect([life.state.place, life.stage(stage).agency]).toEqual([place, place]);
  });

  test('with ten more working days where the land lies in a remote commune', () => {
    const asked = { agencyCode: 'H99.05.01', receivingAgencyCode: 'H99.05.01' };
    const near = DossierLife.takenIn(rulesOf('1.115778'), '2026-08-19T09:00', { ...asked, placeCode: 'H99.31' });
    const remote = DossierLife.takenIn(rulesOf('1.115778'), '2026-08-19T09:00', { ...asked, placeCode: 'H99.33' });
    expect([near.dates.due, remote.dates.due]).toEqual(['2026-08-25T09:00', '2026-09-11T09:00']);
  });

  test('in a remote commune with stages that are in time as long as the dossier is', () => {
    const life = DossierLife.takenIn(rulesOf('1.012784'), '2026-08-19T09:00', { agencyCode: 'H99.05.01', receivingAgencyCode: 'H99.05.01', placeCode: 'H99.33' });
    life.give('2026-08-19T15:00', 'Forward', {});
    expect([local(life.stage('process').targetAt), life.dates.due]).toEqual(['2026-09-22T09:00', '2026-09-22T09:00']);
    expect(life.wake('2026-09-22T08:59').all('StageBecameLate')).toEqual([]);
  });
});

describe('the desk hands the papers over', () => {
  test.each([
    // received          due                  rule (NĐ 118/2025 Art. 18)
    ['2026-08-19T09:00', '2026-08-19T17:00', 'the same day'],
    ['2026-08-19T15:00', '2026-08-19T17:00', 'at 15:00 still the same day'],
    ['2026-08-19T15:01', '2026-08-20T08:00', 'after 15:00 at the start of the next working day'],
    ['2026-08-21T15:01', '2026-08-22T08:00', 'a make-up Saturday is the next working day'],
    ['2026-08-28T16:00', '2026-09-03T08:00', 'over National Day'],
    ['2026-11-23T16:00', '2026-11-25T08:00', 'over 24/11'],
    ['2026-02-13T15:30', '2026-02-23T08:00', 'over Tết'],
    ['2026-08-23T10:00', '2026-08-24T08:00', 'received on a Sunday'],
  ])('received %s by %s: %s, and it moves no due date', (received, due) => {
    const life = DossierLife.takenIn(cfs, received, AT_CENTRE);
    const before = life.dates;
    life.wake(`${due.slice(0, 10)}T23:59`);
    expect(life.all('TransferBecameLate').map(({ dueAt }) => local(dueAt))).toEqual([due]);
    expect(life.dates).toEqual(before);
  });

  test('on the next working day when the desk was already closed, however early it closed', () => {
    const lateCutOff = { ...cfs, settings: { ...cfs.settings, transferCutOffMinute: 18 * 60 } };
    const life = DossierLife.takenIn(lateCutOff, '2026-08-19T17:00', AT_CENTRE);
    expect(local(life.state.clocks.transferDueAt)).toBe('2026-08-20T08:00');
  });

  test('next morning as long after opening as the province allows', () => {
    const strict = { ...cfs, settings: { ...cfs.settings, transferToleranceMinutes: 0 } };
    const afternoon = { ...cfs, settings: { ...cfs.settings, transferToleranceMinutes: 300 } };
    expect([strict, afternoon].map((rules) => local(DossierLife.takenIn(rules, '2026-08-19T15:01', AT_CENTRE).state.clocks.transferDueAt))).toEqual(['2026-08-20T07:00', '2026-08-20T14:00']);
    const life = DossierLife.takenIn(cfs, '2026-08-19T15:01', AT_CENTRE);
    life.give('2026-08-20T07:05', 'Forward', {}, centre);
    expect(life.wake('2026-08-25T00:00').all('TransferBecameLate')).toEqual([]);
  });

  test('is a list of what still lies there: late papers stay in it, passed on they leave, called back they return', () => {
    const life = DossierLife.takenIn(cfs, '2026-08-19T09:00', AT_CENTRE);
    const waits = (): string | undefined => local(pendingTransfer(life.state));
    expect(waits()).toBe('2026-08-19T17:00');
    life.wake('2026-08-20T07:00');
    expect([waits(), life.all('TransferBecameLate').length]).toEqual(['2026-08-19T17:00', 1]);
    life.give('2026-08-20T08:00', 'Forward', {}, centre);
    expect(waits()).toBeUndefined();
    life.give('2026-08-20T08:30', 'RecallHandover', {}, centre);
    expect(waits()).toBe('2026-08-19T17:00');
    life.give('2026-08-20T09:00', 'RecordResult', {}, centre);
    expect(waits()).toBeUndefined();
  });

  test('however many steps of its own it takes first, to its head among them', () => {
    const life = DossierLife.takenIn(rulesOf('1.012644'), '2026-08-19T09:00', { agencyCode: 'H99.06' });
    const waits = (): string | undefined => local(pendingTransfer(life.state));
    expect([waits(), life.stage('desk').status]).toEqual(['2026-08-19T17:00', 'open']);
    life.give('2026-08-19T14:00', 'Forward', {}, centre);
    expect([waits(), life.stage('desk-head').status]).toEqual(['2026-08-19T17:00', 'open']);
    life.give('2026-08-19T16:00', 'Forward', {}, centre);
    expect([waits(), local(life.state.transferredAt)]).toEqual([undefined, '2026-08-19T16:00']);
    expect(life.wake('2026-08-25T00:00').all('TransferBecameLate')).toEqual([]);
  });

  test('late when a step of its own is all it came to by that hour', () => {
    const life = DossierLife.takenIn(rulesOf('1.012644'), '2026-08-19T09:00', { agencyCode: 'H99.06' });
    life.give('2026-08-19T14:00', 'Forward', {}, centre);
    expect(life.wake('2026-08-20T00:00').all('TransferBecameLate').map(({ dueAt }) => local(dueAt))).toEqual(['2026-08-19T17:00']);
  });

  test.each([
    // called back      late  what is judged
    ['2026-08-19T16:00', 1, 'before the hour: they wait again, and are late when they still lie there at it'],
    ['2026-08-19T18:00', 0, 'after the hour: they were handed over in time'],
  ])('and papers called back at %s count %i times as late, %s', (called, late) => {
    const life = DossierLife.takenIn(cfs, '2026-08-19T09:00', AT_CENTRE);
    life.give('2026-08-19T10:00', 'Forward', {}, centre);
    life.give(called, 'RecallHandover', {}, centre);
    expect(local(pendingTransfer(life.state))).toBe('2026-08-19T17:00');
    expect(life.wake('2026-08-25T00:00').all('TransferBecameLate').length).toBe(late);
  });

  test('only where papers begin with it: an interlinked filing that begins at the agency itself has none to hand over', () => {
    const life = DossierLife.takenIn(rulesOf('2.002621'), '2026-08-19T09:00', { channel: 'online', caseCode: '2.002621.01' });
    life.give('2026-08-19T09:30', 'Accept', {}, clerk);
    expect([life.state.clocks.transferDueAt, pendingTransfer(life.state)]).toEqual([undefined, undefined]);
  });

  test('and not to its own agency, whoever takes part after that', () => {
    const own = { agencyCode: 'H99.05.01', receivingAgencyCode: 'H99.05.01' };
    expect(DossierLife.takenIn(rulesOf('1.115778'), '2026-08-19T09:00', own).state.clocks.transferDueAt).toBeUndefined();
  });

  test('in time when it forwards before that hour, and not at all when the next stage is its own', () => {
    const life = DossierLife.takenIn(cfs, '2026-08-19T09:00', AT_CENTRE);
    life.give('2026-08-19T17:00', 'Forward', {}, centre);
    expect(life.wake('2026-08-25T00:00').all('TransferBecameLate')).toEqual([]);
    expect(DossierLife.takenIn(household, '2026-08-19T09:00').state.clocks.transferDueAt).toBeUndefined();
  });
});

describe('non-territorial intake', () => {
  const elsewhere = { receivingAgencyCode: 'H99.32' };

  test('counts the term from the planned receipt by the competent agency, with a clock of its own', () => {
    const life = DossierLife.takenIn(household, '2026-08-19T15:30', elsewhere);
    expect([local(life.state.clocks.forwardingDueAt), life.dates.due]).toEqual(['2026-08-20T08:00', '2026-08-24T08:00']);
    expect(life.wake('2026-08-20T09:00').all('ForwardingBecameLate').map(({ dueAt }) => local(dueAt))).toEqual(['2026-08-20T08:00']);
  });

  test.each([
    // confirmed         due                 rule (NĐ 309/2026 amending NĐ 118/2025 Art. 17.3)
    ['2026-08-20T10:00', '2026-08-24T10:00', 'later than planned, the term counts from the real receipt'],
    ['2026-08-19T16:00', '2026-08-24T08:00', 'earlier than planned, the printed date stands'],
  ])('confirmed at %s is due %s: %s', (confirmed, due) => {
    const life = DossierLife.takenIn(household, '2026-08-19T15:30', elsewhere);
    life.give(confirmed, 'ConfirmReceipt', {});
    expect(life.dates).toEqual({ first: '2026-08-24T08:00', due, appointment: due });
    expect(life.wake('2026-08-20T23:00').all('ForwardingBecameLate').length).toBe(confirmed > '2026-08-20T08:00' ? 1 : 0);
  });

  const pausable = rulesOf('1.001612', { pauseGrounds: ['external-opinion'] });

  test.each<[string, string | undefined, string, string]>([
    // paused            confirmed           due once resumed 21/8 10:00
    ['2026-08-20T10:00', '2026-08-20T14:00', '2026-08-25T10:00', 'later than planned, the whole term is left, for it had not begun when the pause did'],
    ['2026-08-19T16:00', '2026-08-19T16:30', '2026-08-25T10:00', 'earlier than planned, what was left at the pause is left'],
    ['2026-08-20T10:00', undefined, '2026-08-25T08:00', 'not confirmed in the pause, what was left of the planned term is left'],
  ])('paused at %s and confirmed at %s moves no date before it runs on, then %s: %s', (pausedAt, confirmed, due, _rule) => {
    const life = DossierLife.takenIn(pausable, '2026-08-19T15:30', elsewhere);
    life.give(pausedAt, 'PauseClock', { ground: 'external-opinion' });
    if (confirmed !== undefined) {
      life.give(confirmed, 'ConfirmReceipt', {});
      expect([life.dates.due, life.state.status, pendingForwarding(life.state)]).toEqual(['2026-08-24T08:00', 'paused', undefined]);
    }
    life.give('2026-08-21T10:00', 'ResumeClock', {});
    expect(life.dates).toEqual({ first: '2026-08-24T08:00', due, appointment: due });
  });

  test('confirmed while papers are missing ends its clock; the term begins again with the papers anyway', () => {
    const life = DossierLife.takenIn(household, '2026-08-19T15:30', elsewhere);
    life.give('2026-08-20T10:00', 'RequestSupplement', { items: [{ component: household.procedure.cases[0].components[0]?.code ?? '-' }], reasonCode: 'incomplete' });
    life.give('2026-08-20T14:00', 'ConfirmReceipt', {});
    expect([life.dates.due, pendingForwarding(life.state), life.all('CompetentAgencyReceived')[0]?.pause]).toEqual(['2026-08-24T08:00', undefined, undefined]);
    life.give('2026-08-21T10:00', 'ReceiveSupplement', {});
    expect(life.dates.due).toBe('2026-08-25T10:00');
  });

  test('is confirmed by the agency the papers were forwarded to, not by the desk that forwarded them', () => {
    const life = DossierLife.takenIn(household, '2026-08-19T15:30', elsewhere);
    expect(life.try('2026-08-20T10:00', 'ConfirmReceipt', {}, person('officer', 'H99.32'))).toMatchObject({ code: 'not-authorised', data: { agency: 'H99.31' } });
  });

  test('is confirmed once, and only where papers were forwarded', () => {
    const life = DossierLife.takenIn(household, '2026-08-19T15:30', elsewhere);
    expect(local(pendingForwarding(life.state))).toBe('2026-08-20T08:00');
    life.give('2026-08-20T08:00', 'ConfirmReceipt', {});
    expect(pendingForwarding(life.state)).toBeUndefined();
    expect(life.try('2026-08-20T08:00', 'ConfirmReceipt', {})).toMatchObject({ code: 'nothing-to-confirm' });
    expect(DossierLife.takenIn(household, '2026-08-19T09:00').try('2026-08-19T10:00', 'ConfirmReceipt', {})).toMatchObject({ code: 'nothing-to-confirm' });
  });

  test('confirmed after lateness moves nothing', () => {
    const life = DossierLife.takenIn(household, '2026-08-19T15:30', elsewhere);
    life.give('2026-08-25T09:00', 'ConfirmReceipt', {});
    expect([life.dates.due, life.all('CompetentAgencyReceived')[0]?.dates.dueAt]).toEqual(['2026-08-24T08:00', undefined]);
  });
});

test.each([
  // received           rule                  due                 why
  ['1.001193', '2026-08-19T14:59', '2026-08-19T17:00', 'civil status, the same day'],
  ['1.001193', '2026-08-19T15:01', '2026-08-20T17:00', 'after 15:00 the next working day'],
  ['2.001159', '2026-08-21T16:30', '2026-08-22T07:30', 'one working hour over the evening'],
  ['3.000346', '2026-11-20T10:00', '2026-11-27T16:00', 'four and a half days, 24/11 off'],
])('%s received %s is due %s: %s', (code, received, due) => {
  const agencyCode = code === '3.000346' ? 'H99.81' : code === '2.001159' ? 'H99.81.31' : 'H99.31';
  expect(DossierLife.takenIn(rulesOf(code), received, { agencyCode }).dates.due).toBe(due);
});
