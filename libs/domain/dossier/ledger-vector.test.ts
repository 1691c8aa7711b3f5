import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { instant } from '../time/instant.js';
import { chainEvents, genesisHead } from './ledger.js';

const ID = '00000000-0000-4000-8000-000000000001';
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Chains outlive programs: these hashes may never change, and other programs check themselves against them. */
const VECTOR = {
  genesis: '11e594f481958c10e3015d0bf0447a22f068a8a647f475df15ce2c7ab4b8f3f1',
  payload: '{"officer":"officer-2","stage":"thẩm-định","v":1}',
  hash: '2329ce031eed67e66a718f8e69f956523f831f5a9166162c9eb0a9756b0315bd',
};

test('the published test vector is what the engine writes', () => {
  const head = genesisHead(ID, sha256);
  const { rows } = chainEvents(
    head,
    {
      dossierId: ID,
      cause: '00000000-0000-4000-8000-00000000000a',
      actor: { subject: 'officer-1', role: 'officer', agency: 'H99.31' },
      // Decomposed on purpose: the ledger writes NFC.
      events: [{ type: 'OfficerAssigned', payload: { stage: 'thẩm-định'.normalize('NFD'), officer: 'officer-2' }, occurredAt: instant(1_787_104_800_000) }],
      recordedAt: instant(1_787_104_800_250),
      calendarSnapshot: '0'.repeat(64),
    },
    sha256,
  );
  expect({ genesis: head.hash, payload: rows[0]?.payload, hash: rows[0]?.hash }).toEqual(VECTOR);
});

test('the docs print the same vector', () => {
  const page = readFileSync(new URL('../../../docs/architecture.md', import.meta.url), 'utf8');
  expect(Object.values(VECTOR).filter((text) => !page.includes(text))).toEqual([]);
});
