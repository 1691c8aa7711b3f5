import { describe, expect, test } from 'vitest';
import { at } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife, local, person } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import type { EventPayloads, NewEvent } from './events.js';
import { explainDates } from './explain.js';
import { pointsOfInterest } from './points.js';

const rules = rulesOf('1.012784');
const clerk = person('clerk');

const RUNNING: EventPayloads['DossierImported'] = {
  source: 'old-system',
  code: '000.00.05.H99-260801-0007',
  procedure: { code: '1.012784', version: 1, caseCode: '1.012784.01', hash: 'a'.repeat(64) },
  field: 'G13-TN02',
  channel: 'counter',
  receivingAgency: 'H99.05.01',
  competentAgency: 'H99.05.01',
  province: 'H99',
  receivedAt: at('2026-08-03T09:00'),
  dueAt: at('2026-08-28T09:00'),
  firstDueAt: at('2026-08-19T09:00'),
  supplementCount: 0,
  status: 'in-progress',
  stages: [{ id: 'desk', group: 0, agency: 'H99.05.01' }, { id: 'process', group: 1, agency: 'H99.05.01' }],
  currentStage: 'process',
  holder: 'officer-7',
  milestones: { dueSoonAt: at('2026-08-27T09:00'), apologyDraftAt: at('2026-08-26T09:00'), letterLimitAt: at('2026-08-27T09:00') },
  contentHash: 'b'.repeat(64),
  personal: { version: 1, commitment: 'feed' },
};

function imported(change: Partial<EventPayloads['DossierImported']> = {}, importedAt = '2026-08-20T09:00'): DossierLife {
  const event: NewEvent = { type: 'DossierImported', payload: { ...RUNNING, ...change }, occurredAt: at(importedAt) };
  return DossierLife.begun(rules, event);
}

describe('an imported dossier', () => {
  test('keeps the dates of its source, the first appointment apart, and its stage with its holder', () => {
    const life = imported();
    expect(life.dates).toEqual({ first: '2026-08-19T09:00', due: '2026-08-28T09:00', appointment: '2026-08-28T09:00' });
    expect(life.state).toMatchObject({ status: 'in-progress', basis: 'imported', promises: [{ number: 1, kind: 'first' }] });
    expect(life.stage('process')).toMatchObject({ status: 'open', officer: 'officer-7', countingFrom: at('2026-08-20T09:00') });
  });

  test('is warned and assessed at its own milestones, and at once where they lie before the import', () => {
    expect(pointsOfInterest(imported().state).map(({ kind, at: when }) => `${kind} ${local(when) ?? ''}`)).toEqual(['apology-draft 2026-08-26T09:00', 'due-soon 2026-08-27T09:00', 'expiry 2026-08-28T09:00']);
    const late = imported({}, '2026-08-27T10:00');
    expect([late.state.milestones.dueSoonAt, late.state.milestones.apologyDraftAt, late.state.milestones.letterLimitAt].map(local)).toEqual(['2026-08-27T10:00', '2026-08-27T10:00', undefined]);
    expect(imported({}, '2026-08-28T10:00').state.milestones).toEqual({});
  });

  test('without a date has basis none and never becomes late', () => {
    const { dueAt, firstDueAt, ...undated } = RUNNING;
    expect([dueAt, firstDueAt]).not.toContain(undefined);
    const life = DossierLife.begun(rules, { type: 'DossierImported', payload: { ...undated, milestones: {} }, occurredAt: at('2026-08-20T09:00') });
    life.wake('2027-06-30T00:00').give('2027-06-30T09:00', 'RecordResult', {});
    expect([life.state.basis, life.state.finish]).toEqual(['none', { punctuality: 'undated', delayMs: 0, at: at('2027-06-30T09:00') }]);
  });

  test.each([
    ['pauseGround', 'cadastral-measurement', 'paused', 'ResumeClock', {}],
    ['pauseGround', 'financial-obligation', 'awaiting-payment', 'MeetFinancialObligation', { receiptNumber: 'R-1' }],
    ['pauseGround', 'supplement', 'awaiting-supplement', 'ReceiveSupplement', {}],
  ] as const)('paused with %s %s has status %s and runs on by %s with what was left of it', (_, pauseGround, status, type, body) => {
    const life = imported({ status, pausedAt: at('2026-08-18T09:00'), pauseGround, remaining: { kind: 'working', ms: 8 * 3_600_000 } });
    expect([life.state.status, life.stage('process').countingFrom]).toEqual([status, undefined]);
    life.give('2026-08-24T09:00', type, body, clerk);
    expect([life.state.status, life.dates.due]).toEqual(['in-progress', '2026-08-28T09:00']);
    const longer = imported({ status, pausedAt: at('2026-08-18T09:00'), pauseGround, remaining: { kind: 'working', ms: 40 * 3_600_000 } });
    longer.give('2026-08-24T09:00', type, body, clerk);
    expect(longer.dates.due).toBe('2026-09-03T09:00');
  });

  test('waiting for papers without a known pause can still be supplemented, and gives nothing back', () => {
    const life = imported({ status: 'awaiting-supplement' });
    expect(life.state.pause).toMatchObject({ ground: 'supplement', at: at('2026-08-20T09:00') });
    life.give('2026-08-24T09:00', 'ReceiveSupplement', {}, clerk);
    expect([life.state.status, life.dates.due]).toEqual(['in-progress', '2026-08-28T09:00']);
  });

  test('counts the supplements asked for before towards the two it may meet', () => {
    const items = [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }];
    expect(imported({ supplementCount: 1 }).try('2026-08-21T09:00', 'RequestSupplement', { items, reasonCode: 'incomplete' }, person('officer'))).toMatchObject({ code: 'second-supplement-needs-head' });
    expect(imported({ supplementCount: 2 }).try('2026-08-21T09:00', 'RequestSupplement', { items, reasonCode: 'incomplete' })).toMatchObject({ code: 'third-supplement-refused' });
  });

  test('with its end is finished as its source says, with no stage at work and nothing awaited for its date', () => {
    const life = imported({ status: 'returned', finishedAt: at('2026-08-27T09:00'), handedOverAt: at('2026-08-28T09:00'), finish: { punctuality: 'early', delayMs: 0 } });
    expect(life.state).toMatchObject({ status: 'returned', finish: { punctuality: 'early' }, result: { outcome: 'granted' } });
    expect([life.stage('process').status, pointsOfInterest(life.state)]).toEqual(['pending', []]);
  });

  test('with a status nobody knows is damage', () => {
    expect(() => imported({ status: 'lost' })).toThrow('Unknown status lost in an imported dossier');
  });
});

test('the explanation of an imported dossier takes its date over as it was, and counts what a pause left of it', () => {
  const life = imported({ dueAt: at('2026-08-28T09:00') });
  life.give('2026-08-24T09:00', 'RequestSupplement', { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' });
  life.give('2026-08-25T09:00', 'ReceiveSupplement', {});
  expect(explainDates(life.events, life.rulesOf).derivations.map(({ because, steps, endsAt }) => [because, steps.at(-1)?.code, local(endsAt)])).toEqual([
    ['DossierImported', 'imported', '2026-08-28T09:00'],
    ['SupplementRequested', 'time-left', undefined],
    ['SupplementReceived', 'landed', '2026-09-03T09:00'],
  ]);
});
