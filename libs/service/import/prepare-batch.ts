import { setImmediate } from 'node:timers/promises';
import { genesisHead, type Instant, localDateOf, type Rules, SYSTEM_ACTOR } from '#domain';
import type { Engine } from '../engine.js';
import type { Draft } from '../draft.js';
import { draftEvents } from '../ledger-writer.js';
import { type ApplicantRecord, preparePersonal } from '../personal/index.js';
import { type TokenGiver, tokensBy } from '../personal/search-token.js';
import { BatchRows, type PreparedDossier } from './batch-rows.js';
import type { DossierLine } from './dossier-line.js';
import { importedEvents, isAtRest } from './imported-events.js';
import type { PlacedLine } from './place-line.js';

/** A new line of a batch. */
export interface NewLine {
  readonly placed: PlacedLine;
  readonly contentHash: string;
}

/** What all dossiers of an import have in common. */
export interface Preparation {
  readonly engine: Engine;
  readonly source: string;
  readonly rules: Omit<Rules, 'procedure'>;
  readonly at: Instant;
  readonly nextId: () => string;
  readonly tokens: readonly TokenGiver[];
}

/** Other work of the process, such as sending the batch before, gets its turn this often. */
const AT_ONCE = 40;

/** Encrypts, chains and folds new lines. Writes nothing; the data keys of their agencies must exist. */
export async function prepareRows(preparation: Preparation, lines: readonly NewLine[]): Promise<BatchRows> {
  const rows = new BatchRows(preparation.source, preparation.rules.calendars.snapshot, preparation.at);
  for (let from = 0; from < lines.length; from += AT_ONCE) {
    const dossiers: PreparedDossier[] = [];
    for (const line of lines.slice(from, from + AT_ONCE)) {
      dossiers.push(await prepareDossier(preparation, line));
    }
    rows.add(dossiers);
    await setImmediate();
  }
  return rows;
}

async function prepareDossier({ engine, source, rules, at, nextId, tokens }: Preparation, { placed, contentHash }: NewLine): Promise<PreparedDossier> {
  const { line, competent, receivingAgency } = placed;
  const id = nextId();
  const record = applicantOf(line);
  const personal = await preparePersonal(engine.database.read, engine.vault, { dossierId: id, version: 1, kind: 'applicant', agency: competent.code, data: { ...record }, at });
  const events = importedEvents(placed, { source, contentHash, personal: personal.ref, rules, at });
  const empty: Draft = { head: genesisHead(id, engine.sha256), state: undefined, rows: [], deltas: [], dwells: [] };
  return {
    id,
    contentHash,
    draft: draftEvents(empty, id, { cause: `import:${source}`, actor: SYSTEM_ACTOR, events }, at, rules.calendars.snapshot, engine),
    personal,
    scopes: [...new Set([competent.province, receivingAgency, competent.code])],
    tokens: tokensBy(tokens, record),
    receivedOn: localDateOf(line.receivedAt),
    atRest: isAtRest(line),
  };
}

function applicantOf({ applicantName, phone, email }: DossierLine): ApplicantRecord {
  return { applicant: { name: applicantName, ...(phone === undefined ? {} : { phone }), ...(email === undefined ? {} : { email }) } };
}

/** Makes the data keys that are missing, committed before any batch needs them: afterwards they are remembered. */
export async function makeDataKeys(engine: Engine, agencies: ReadonlySet<string>, at: Instant): Promise<void> {
  for (const agency of agencies) {
    await engine.database.transaction((tx) => engine.vault.seal(tx, { agency, at }, 'import', new Uint8Array()));
  }
}
