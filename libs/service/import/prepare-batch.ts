import { setImmediate } from 'node:timers/promises';
import { genesisHead, type Instant, localDateOf, type Rules, SYSTEM_ACTOR } from '#domain';
import type { Engine } from '../engine.js';
import { type Draft, draftEvents } from '../ledger-writer.js';
import { type ApplicantRecord, preparePersonal, type PreparedPersonal } from '../personal/index.js';
import { tokensOf } from '../personal/search-token.js';
import type { Vault } from '../vault/vault.js';
import type { DossierLine } from './dossier-line.js';
import { importedEvents, isAtRest } from './imported-events.js';
import type { PlacedLine } from './place-line.js';

/** A dossier of a batch, ready to be written: everything that costs thought is done. */
export interface PreparedDossier {
  readonly id: string;
  readonly source: string;
  readonly contentHash: string;
  readonly draft: Draft;
  readonly personal: PreparedPersonal;
  readonly scopes: readonly string[];
  readonly tokens: readonly string[];
  readonly receivedOn: number;
  readonly atRest: boolean;
}

/** A new line of a batch. */
export interface NewLine {
  readonly placed: PlacedLine;
  readonly contentHash: string;
}

/** What all dossiers of an import have in common. */
export interface Preparation {
  readonly engine: Engine;
  readonly source: string;
  readonly rules: Pick<Rules, 'calendars' | 'agencies' | 'settings'>;
  readonly at: Instant;
  readonly nextId: () => string;
  /** For search tokens. */
  readonly hmac: Pick<Vault, 'hmac'>;
}

/** Other work of the process, such as sending the batch before, gets its turn this often. */
const AT_ONCE = 40;

/** Encrypts, chains and folds new lines. Writes nothing; the data keys of their agencies must exist. */
export async function prepareDossiers(preparation: Preparation, lines: readonly NewLine[]): Promise<readonly PreparedDossier[]> {
  const prepared: PreparedDossier[] = [];
  for (const line of lines) {
    prepared.push(await prepareDossier(preparation, line));
    if (prepared.length % AT_ONCE === 0) {
      await setImmediate();
    }
  }
  return prepared;
}

async function prepareDossier({ engine, source, rules, at, nextId, hmac }: Preparation, { placed, contentHash }: NewLine): Promise<PreparedDossier> {
  const { line, competent, receivingAgency } = placed;
  const id = nextId();
  const record = applicantOf(line);
  const personal = await preparePersonal(engine.database.read, engine.vault, { dossierId: id, version: 1, kind: 'applicant', agency: competent.code, data: { ...record }, at });
  const events = importedEvents(placed, { source, contentHash, personal: personal.ref, rules, at });
  const empty: Draft = { head: genesisHead(id, engine.sha256), state: undefined, rows: [], deltas: [] };
  return {
    id,
    source,
    contentHash,
    draft: draftEvents(empty, id, { cause: `import:${source}`, actor: SYSTEM_ACTOR, events }, at, rules.calendars.snapshot, engine),
    personal,
    scopes: [...new Set([competent.province, receivingAgency, competent.code])],
    tokens: tokensOf(hmac, record),
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
