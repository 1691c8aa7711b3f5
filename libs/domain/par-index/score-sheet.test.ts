import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { at } from '../../../test/fixtures/calendar/calendars.js';
import { genesisHead } from '../dossier/ledger.js';
import { type ParCatalogue, rowsOf } from './catalogue.js';
import { type Instant, instant } from '../time/instant.js';
import { decideSheet, type SheetCommand, type SheetDecision } from './decide-sheet.js';
import { chainSheet, findSheetFault, sheetEventOfRow } from './sheet-chain.js';
import type { NewSheetEvent, RowEntry, SheetEvent } from './sheet-events.js';
import { foldSheet, missingRows, scoreOf, type SheetState, totalScore } from './sheet-state.js';

const source = 's';
const CATALOGUE: ParCatalogue = {
  code: 'x', name: 'X', document: '1/QĐ', issuedOn: '2026-01-01', totals: {}, sources: [{ id: 's', text: 'S' }],
  areas: [{ code: '1', name: 'A', source, criteria: 3, items: [
    { code: '1.1', maximum: 350, source, parts: [] },
    { code: '1.2', maximum: 200, source, parts: [{ code: '1.2.1', maximum: 150, source }, { code: '1.2.2', maximum: 50, source }] },
  ] }],
};
const OPENED = { type: 'SheetOpened', payload: { agency: 'H99.05', year: 2026, catalogue: 'x', version: 1, opensAt: at('2026-12-01T00:00'), closesAt: at('2026-12-26T00:00'), dueAt: at('2027-01-05T00:00') } } as const;
const IN_WINDOW = at('2026-12-10T09:00');
const AFTER = at('2026-12-28T09:00');
const LINH = { subject: 'linh', role: 'head', agency: 'H99.05' } as const;
const MAI = { ...LINH, subject: 'mai' };

function sheet(...events: readonly (NewSheetEvent | readonly [NewSheetEvent, typeof MAI])[]): SheetState {
  const all = [OPENED, ...events].map((each, index): SheetEvent => {
    const [event, actor] = 'type' in each ? [each, LINH] : each;
    return { ...event, seq: index + 1, actor, occurredAt: IN_WINDOW };
  });
  return foldSheet(all);
}
const entry = (row: string, score?: number, more: Partial<RowEntry> = {}): RowEntry => ({ row, evidence: [], isExplained: false, ...(score === undefined ? {} : { score }), ...more });
const scored = (row: string, score: number, more: Partial<RowEntry> = {}): NewSheetEvent => ({ type: 'RowScored', payload: entry(row, score, more) });
const score = (row: string, points?: number, hasReason = false): SheetCommand => ({ type: 'ScoreRow', entry: entry(row, points), hasReason });
const proved = { evidence: [{ file: 'f', sha256: '0'.repeat(64) }] };
const WHOLE = [scored('1.1', 320, proved), scored('1.2.1', 150, { isExplained: true }), scored('1.2.2', 0, { isExplained: true })];
const submit: SheetCommand = { type: 'SubmitSheet', sha256: 'a'.repeat(64) };

describe('a row of a score sheet', () => {
  test.each<[Instant, SheetCommand, unknown, string]>([
    // when        command                       outcome                                                   rule
    [IN_WINDOW, score('1.1', 350), 'RowScored', 'the maximum itself may be scored'],
    [IN_WINDOW, score('1.1', 351), ['par-above-maximum', '3.5'], 'no more than the maximum'],
    [IN_WINDOW, score('1.1'), 'RowScored', 'a score may be taken back'],
    [IN_WINDOW, score('1.3', 10), ['par-maximum-unknown', '1.3'], 'unknown points are not scored'],
    [IN_WINDOW, score('1.3'), 'RowScored', 'evidence of an unknown criterion may be gathered'],
    [IN_WINDOW, score('1.2', 10), ['par-sum-row', '1.2'], 'a sum is counted'],
    [IN_WINDOW, score('9.1', 10), ['par-unknown-row', '9.1'], 'only what the set has'],
    [at('2026-11-30T23:59'), score('1.1', 10), ['par-window-not-open', '2026-12-01T00:00:00+07:00'], 'not before the window'],
    [at('2026-12-25T23:59'), score('1.1', 10), 'RowScored', 'to the end of its last day'],
    [at('2026-12-26T00:00'), score('1.1', 10), ['par-reason-missing', undefined], 'later only with a reason'],
    [AFTER, score('1.1', 10, true), 'ChangeProposed', 'and by a second person'],
    [AFTER, score('1.1', 351, true), ['par-above-maximum', '3.5'], 'never above the maximum'],
  ])('at %i, %j gives %j – %s', (when, command, outcome) => {
    const decision = decideSheet(sheet(), CATALOGUE, command, LINH, when);
    expect(decision.kind === 'accepted' ? decision.events[0]?.type : [decision.code, decision.about]).toEqual(outcome);
  });

  test('changes after the window once somebody else confirms it, and not before', () => {
    const proposed = sheet(scored('1.1', 300), { type: 'ChangeProposed', payload: entry('1.1', 350, proved) });
    expect(scoreOf(proposed, rowsOf(CATALOGUE), '1.1')).toBe(300);
    const confirm: SheetCommand = { type: 'AnswerProposal', proposal: 3, answer: 'confirm' };
    expect(decideSheet(proposed, CATALOGUE, confirm, LINH, AFTER)).toEqual({ kind: 'refused', code: 'par-same-person' });
    const decision = decideSheet(proposed, CATALOGUE, confirm, MAI, AFTER);
    expect(decision).toEqual({ kind: 'accepted', events: [{ type: 'ChangeConfirmed', payload: { proposal: 3 } }] });
    const changed = sheet(scored('1.1', 300), { type: 'ChangeProposed', payload: entry('1.1', 350, proved) }, [{ type: 'ChangeConfirmed', payload: { proposal: 3 } }, MAI]);
    expect([scoreOf(changed, rowsOf(CATALOGUE), '1.1'), changed.proposals]).toEqual([350, []]);
    expect(decideSheet(changed, CATALOGUE, confirm, MAI, AFTER)).toMatchObject({ code: 'par-proposal-not-open' });
  });

  test('may be declined by whoever proposed it', () => {
    const proposed = sheet({ type: 'ChangeProposed', payload: entry('1.1', 350) });
    expect(decideSheet(proposed, CATALOGUE, { type: 'AnswerProposal', proposal: 2, answer: 'decline' }, LINH, AFTER)).toMatchObject({ kind: 'accepted', events: [{ type: 'ChangeDeclined' }] });
  });
});

describe('a score sheet', () => {
  test('sums parts under their criterion and everything in its total', () => {
    const state = sheet(...WHOLE);
    expect([scoreOf(state, rowsOf(CATALOGUE), '1.2'), scoreOf(state, rowsOf(CATALOGUE), '1.3'), totalScore(state)]).toEqual([150, undefined, 470]);
  });

  test('lists what lacks a score, and scores that are neither proved nor explained', () => {
    expect(missingRows(sheet(scored('1.1', 300), scored('1.2.1', 100, proved)), CATALOGUE)).toEqual([
      { row: '1.1', lacks: 'evidence-or-explanation' },
      { row: '1.2.2', lacks: 'score' },
    ]);
    expect(missingRows(sheet(...WHOLE), CATALOGUE)).toEqual([]);
  });

  test.each<[string, SheetState, number, SheetDecision]>([
    ['whole and in time', sheet(...WHOLE), at('2027-01-05T00:00'), { kind: 'accepted', events: [{ type: 'SheetSubmitted', payload: { sha256: 'a'.repeat(64), total: 470, isLate: false } }] }],
    ['whole and late by a millisecond', sheet(...WHOLE), at('2027-01-05T00:00') + 1, { kind: 'accepted', events: [{ type: 'SheetSubmitted', payload: { sha256: 'a'.repeat(64), total: 470, isLate: true } }] }],
    ['incomplete', sheet(...WHOLE.slice(1)), AFTER, { kind: 'refused', code: 'par-incomplete', about: '1.1' }],
    ['with a change still open', sheet(...WHOLE, { type: 'ChangeProposed', payload: entry('1.1', 10) }), AFTER, { kind: 'refused', code: 'par-proposals-open', about: '1.1' }],
  ])('that is %s', (_, state, when, decision) => {
    expect(decideSheet(state, CATALOGUE, submit, LINH, instant(when))).toEqual(decision);
  });

  test('of which nothing can be scored yet is not submitted empty', () => {
    const unknown = { ...CATALOGUE, areas: [{ code: '1', name: 'A', source, criteria: 3, items: [] }] };
    expect(decideSheet(sheet(), unknown, submit, LINH, AFTER)).toEqual({ kind: 'refused', code: 'par-nothing-scored' });
  });

  test.each([
    ['ScoreRow', score('1.1', 10, true)],
    ['AnswerProposal', { type: 'AnswerProposal', proposal: 2, answer: 'decline' }],
    ['AdoptCatalogue', { type: 'AdoptCatalogue', version: 2 }],
    ['SubmitSheet', submit],
  ] as const)('stands still once submitted: no %s', (_, command) => {
    const state = sheet(...WHOLE, { type: 'SheetSubmitted', payload: { sha256: 'a', total: 470, isLate: false } });
    expect(decideSheet(state, CATALOGUE, command, MAI, AFTER)).toEqual({ kind: 'refused', code: 'par-submitted' });
  });

  test('goes over to a version that completes its set, not to one that takes away what is scored', () => {
    const adopt: SheetCommand = { type: 'AdoptCatalogue', version: 2 };
    const [area] = CATALOGUE.areas;
    const poorer = { ...CATALOGUE, areas: [{ ...(area ?? { code: '1', name: 'A', source }), items: [{ code: '1.1', maximum: 300, source, parts: [] }] }] };
    expect(decideSheet(sheet(scored('1.1', 350)), CATALOGUE, adopt, LINH, IN_WINDOW)).toMatchObject({ kind: 'accepted', events: [{ type: 'CatalogueAdopted', payload: { version: 2 } }] });
    expect(decideSheet(sheet(scored('1.1', 350)), poorer, adopt, LINH, IN_WINDOW)).toEqual({ kind: 'refused', code: 'par-rows-lost', about: '1.1' });
  });
});

test('the chain of a sheet\'s events shows an edited, a missing and a cut-off one', () => {
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  const appendix = { sheetId: 'id', cause: 'c', actor: LINH, at: IN_WINDOW, calendarSnapshot: '0'.repeat(64) };
  const { rows, head } = chainSheet(genesisHead('id', sha256), { ...appendix, events: [OPENED, ...WHOLE] }, sha256);
  const [first, second, ...rest] = rows;
  expect(findSheetFault('id', rows, head, sha256)).toBeUndefined();
  expect(rows.map(sheetEventOfRow).map(({ type, payload }) => ({ type, payload }))).toEqual([OPENED, ...WHOLE]);
  expect(first && second && findSheetFault('id', [first, { ...second, payload: second.payload.replace('320', '350') }, ...rest], head, sha256)).toEqual({ seq: 2, fault: 'edited' });
  expect(first && findSheetFault('id', [first, ...rest], head, sha256)).toEqual({ seq: 2, fault: 'missing' });
  expect(findSheetFault('id', rows.slice(0, 3), head, sha256)).toEqual({ seq: 4, fault: 'missing' });
});
