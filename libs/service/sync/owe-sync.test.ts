import { expect, test } from 'vitest';
import { chainEvents, foldDossier, genesisHead, instant, type NewEvent } from '#domain';
import { DossierLife, person } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import type { Draft } from '../draft.js';
import { sha256 } from '../open-engine.js';
import { oweSync } from './owe-sync.js';

const ID = '0190d0f2-7d3a-4c51-9f0e-3a5b1c2d4e6f';
const ON = { portalSync: true, portalSyncImported: false };
const clerk = person('clerk');
const household = rulesOf('1.001612');

/** The events of a life from a number on, as one draft. */
function draftOf(life: DossierLife, from = 1, more: Partial<NonNullable<Draft['state']>> = {}): Draft {
  const events: readonly NewEvent[] = life.events;
  const [first] = life.events;
  if (first === undefined) throw new Error('a life has a first event');
  const { rows, head } = chainEvents(genesisHead(ID, sha256), { dossierId: ID, cause: 'test', actor: clerk, events, recordedAt: first.recordedAt, calendarSnapshot: 'official' }, sha256);
  return { head, state: { ...foldDossier(events), ...more }, rows: rows.slice(from - 1), deltas: [], dwells: [] };
}

/** What is written for drafts: the parameters of each statement. */
async function written(drafts: readonly Draft[], settings: typeof ON): Promise<readonly (readonly unknown[])[]> {
  const statements: (readonly unknown[])[] = [];
  await oweSync({ run: (_sql, parameters = []) => Promise.resolve(statements.push(parameters)) }, drafts, settings, instant(0));
  return statements.map((parameters) => parameters.slice(1));
}

test('one statement notes however many dossiers, each from its first event that concerns the portal to its last', async () => {
  const life = DossierLife.takenIn(household, '2026-08-19T09:00');
  life.give('2026-08-19T10:00', 'RecordContact', { party: 'applicant' }, clerk);
  life.give('2026-08-20T10:00', 'Withdraw', { reasonCode: 'own-wish' }, clerk);
  const withdrawn = life.events.findIndex(({ type }) => type === 'DossierWithdrawn') + 1;
  expect(await written([draftOf(life), draftOf(life, 2)], ON)).toEqual([[[ID, ID], [1, withdrawn], [withdrawn, withdrawn], ['H99.31', 'H99.31']]]);
});

test.each<[string, Partial<NonNullable<Draft['state']>>, typeof ON, number]>([
  ['where dossiers are told', {}, ON, 1],
  ['where they are not', {}, { portalSync: false, portalSyncImported: true }, 0],
  ['of an imported one', { imported: true }, ON, 0],
  ['of an imported one where the settings say so', { imported: true }, { portalSync: true, portalSyncImported: true }, 1],
])('a withdrawal %s costs %o, %o: %i statements', async (_where, more, settings, statements) => {
  const life = DossierLife.takenIn(household, '2026-08-19T09:00');
  life.give('2026-08-20T10:00', 'Withdraw', { reasonCode: 'own-wish' }, clerk);
  expect((await written([draftOf(life, 2, more)], settings)).length).toBe(statements);
});

test('what does not concern the portal costs no statement', async () => {
  const life = DossierLife.takenIn(household, '2026-08-19T09:00');
  life.give('2026-08-19T10:00', 'RecordContact', { party: 'applicant' }, clerk);
  expect(await written([draftOf(life, 2)], ON)).toEqual([]);
});
