import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseInstant } from '../time/instant.js';
import type { Actor } from './actor.js';
import type { NewEvent } from './events.js';
import { type ChainedRow, chainEvents, eventOfRow, findChainFault, genesisHead, hashRow } from './ledger.js';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const id = '3f0e8c52-7d2b-4a51-9c55-0b6a1f2e4d90';
const actor: Actor = { subject: 'clerk-7', role: 'clerk', agency: 'H99.11' };
const at = parseInstant('2026-08-19T09:00:00+07:00');

function contact(party: 'applicant' | 'agency'): NewEvent {
  return { type: 'ContactRecorded', payload: { party }, occurredAt: at };
}

function chain(...events: readonly NewEvent[]): { readonly rows: readonly ChainedRow[]; readonly head: { readonly seq: number; readonly hash: string } } {
  return chainEvents(genesisHead(id, sha256), { dossierId: id, cause: 'command-1', actor, events, recordedAt: at, calendarSnapshot: 'snapshot-1' }, sha256);
}

const { rows, head } = chain(contact('applicant'), contact('agency'), contact('applicant'));
const rowAt = (seq: number): ChainedRow => {
  const row = rows[seq - 1];
  if (row === undefined) throw new Error(`no row ${String(seq)}`);
  return row;
};

describe('a chain', () => {
  test('begins at the hash of the dossier id and gives the documented test vector', () => {
    expect(genesisHead(id, sha256)).toEqual({ seq: 0, hash: 'ce7d020c385dce80135ee3e35719499d0cb26eb15b4ff38de77390dc497b9478' });
    expect(rowAt(1)).toEqual({
      dossierId: id,
      seq: 1,
      cause: 'command-1',
      ordinal: 0,
      type: 'ContactRecorded',
      payload: '{"party":"applicant","v":1}',
      actor,
      occurredAt: 1_787_104_800_000,
      recordedAt: 1_787_104_800_000,
      calendarSnapshot: 'snapshot-1',
      prevHash: 'ce7d020c385dce80135ee3e35719499d0cb26eb15b4ff38de77390dc497b9478',
      hash: '3b846ff0ded6d4178ef93bf2187abe200e328803027547d24384c88b7e562fd2',
    });
  });

  test('numbers events through and ordinals within their cause', () => {
    const more = chainEvents(head, { dossierId: id, cause: 'command-2', actor, events: [contact('agency'), contact('agency')], recordedAt: at, calendarSnapshot: 'snapshot-1' }, sha256);
    expect(more.rows.map(({ seq, ordinal }) => [seq, ordinal])).toEqual([[4, 0], [5, 1]]);
    expect(findChainFault(id, [...rows, ...more.rows], more.head, sha256)).toBeUndefined();
  });

  test('without new events keeps its head', () => {
    expect(chain()).toEqual({ rows: [], head: genesisHead(id, sha256) });
  });

  test('gives back the event that went in', () => {
    expect(eventOfRow(rowAt(2))).toEqual({ ...contact('agency'), seq: 2, cause: 'command-1', ordinal: 1, actor, recordedAt: at, calendarSnapshot: 'snapshot-1' });
  });

  test('does not read a payload of a version it does not know', () => {
    expect(() => eventOfRow({ ...rowAt(2), payload: '{"party":"agency","v":2}' })).toThrow('payload version 2');
  });

  test('hashes an actor by its three fields alone', () => {
    const withName = { ...rowAt(1), actor: { ...actor, name: 'x' } };
    expect(hashRow(withName, rowAt(1).prevHash, sha256)).toBe(rowAt(1).hash);
  });
});

describe('verification of a chain', () => {
  test('finds a whole chain whole', () => {
    expect(findChainFault(id, rows, head, sha256)).toBeUndefined();
    expect(findChainFault(id, [], genesisHead(id, sha256), sha256)).toBeUndefined();
  });

  const edits: readonly (readonly [string, Partial<ChainedRow>])[] = [
    ['payload', { payload: '{"party":"applicant","v":1}' }],
    ['type', { type: 'ResultNotified' }],
    ['cause', { cause: 'command-9' }],
    ['ordinal', { ordinal: 9 }],
    ['subject', { actor: { ...actor, subject: 'clerk-8' } }],
    ['role', { actor: { ...actor, role: 'head' } }],
    ['agency', { actor: { ...actor, agency: 'H99.12' } }],
    ['occurrence', { occurredAt: at + 1 }],
    ['record time', { recordedAt: at + 1 }],
    ['calendar', { calendarSnapshot: 'snapshot-2' }],
    ['dossier', { dossierId: id.replace('3', '4') }],
    ['hash', { hash: '0'.repeat(64) }],
  ];
  test.each(edits)('finds an edited %s', (_, edit) => {
    const damaged = rows.map((row) => (row.seq === 2 ? { ...row, ...edit } : row));
    expect(findChainFault(id, damaged, head, sha256)).toEqual({ seq: 2, fault: 'edited' });
  });

  test.each([
    ['spaces', '{"party": "agency","v":1}'],
    ['another order of keys', '{"v":1,"party":"agency"}'],
    ['a fraction', '{"party":"agency","v":1.0}'],
    ['decomposed text', '{"party":"Á","v":1}'.normalize('NFD')],
    ['no JSON', 'party'],
  ])('finds a payload with %s not canonical', (_, payload) => {
    const damaged = rows.map((row) => (row.seq === 2 ? { ...row, payload } : row));
    expect(findChainFault(id, damaged, head, sha256)).toEqual({ seq: 2, fault: 'not-canonical' });
  });

  test.each([
    ['the first event missing', [2, 3], { seq: 1, fault: 'missing' }],
    ['a middle event missing', [1, 3], { seq: 2, fault: 'missing' }],
    ['the last event missing', [1, 2], { seq: 3, fault: 'missing' }],
    ['every event missing', [], { seq: 1, fault: 'missing' }],
    ['an event twice', [1, 2, 2, 3], { seq: 3, fault: 'reordered' }],
  ])('finds %s', (_, kept, fault) => {
    expect(findChainFault(id, kept.map(rowAt), head, sha256)).toEqual(fault);
  });

  test('finds events whose numbers were exchanged', () => {
    const exchanged = [rowAt(1), { ...rowAt(3), seq: 2 }, { ...rowAt(2), seq: 3 }];
    expect(findChainFault(id, exchanged, head, sha256)).toEqual({ seq: 2, fault: 'prev-hash' });
  });

  test('finds the chain of another dossier at its first event', () => {
    expect(findChainFault(id.replace('3', '4'), rows, head, sha256)).toEqual({ seq: 1, fault: 'prev-hash' });
  });

  test('finds a head that stands before the end or names another hash', () => {
    expect(findChainFault(id, rows, { seq: 2, hash: rowAt(2).hash }, sha256)).toEqual({ seq: 4, fault: 'head' });
    expect(findChainFault(id, rows, { seq: 3, hash: rowAt(2).hash }, sha256)).toEqual({ seq: 4, fault: 'head' });
  });

  test('names the first of several faults', () => {
    const damaged = rows.map((row) => ({ ...row, cause: 'x' }));
    expect(findChainFault(id, damaged, head, sha256)).toEqual({ seq: 1, fault: 'edited' });
  });
});
