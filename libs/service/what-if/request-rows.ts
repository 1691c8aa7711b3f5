import type { Instant, LocalDate } from '#domain';
import type { Assumption, RateValue, Scenario, WhatIfRates } from '#domain/figures';
import type { Reader } from '../rule-book.js';
import type { Engine } from '../engine.js';

/** How far a request is. */
export const WHAT_IF_STATES = ['waiting', 'running', 'done', 'failed'] as const;
export type WhatIfState = (typeof WHAT_IF_STATES)[number];

/** How many dossiers a replay was about, and what could be done with them. */
export interface WhatIfCounts {
  /** Dossiers of the rate. */
  readonly dossiers: number;
  /** Those whose ledger the scenario can touch; the others stand as they are. */
  readonly replayed: number;
  /** Replayed dossiers whose date an import gave: it keeps its open time from the receipt on. */
  readonly givenDates: number;
  /** Dossiers of a changed term whose date was given or set by a person, not counted: the term moves none of them. */
  readonly notMovable: number;
  /** Ledgers that cannot be counted under the scenario, as where it reaches beyond the declared years: they stand as they are. */
  readonly notReplayable: number;
}

/** What a scenario comes to. */
export interface WhatIfAnswer {
  /** The moment the ledger was read as of. */
  readonly asOf: number;
  /** The headline rate of the figures at that moment. */
  readonly figure: RateValue;
  /** The replay counts the very dossiers of that figure: where it does not, the answer is not to be trusted. */
  readonly matches: boolean;
  readonly total: WhatIfRates;
  readonly byAgency: readonly (WhatIfRates & { readonly agency: string })[];
  readonly counts: WhatIfCounts;
}

/** A request as it stands. */
export interface WhatIfRequest {
  readonly id: string;
  readonly province: string;
  readonly agency: string | null;
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate;
  readonly scenario: Scenario;
  readonly requestedBy: string;
  readonly requestedAt: number;
  readonly state: WhatIfState;
  /** Dossiers there are, once that is known, and those done. */
  readonly dossiers: number | null;
  readonly done: number;
  readonly finishedAt: number | null;
  readonly answer: WhatIfAnswer | null;
}

/** A dossier that changes side. Instants are epoch milliseconds. */
export interface WhatIfDossier {
  readonly place: number;
  readonly code: string;
  readonly agency: string;
  readonly procedureCode: string;
  /** The side it is on under the scenario. */
  readonly side: 'late' | 'in-time';
  readonly dueBefore: number | null;
  readonly dueAfter: number | null;
  readonly endedBefore: number | null;
  readonly endedAfter: number | null;
}

/** What is selected for a `WhatIfRequest`. */
export const REQUEST_COLUMNS = `id, province, agency, first_day AS "firstDay", last_day AS "lastDay", scenario, requested_by AS "requestedBy", requested_at AS "requestedAt", state, dossiers, done,
  finished_at AS "finishedAt", answer`;

/** A request of a person; `undefined` where he has none of this id. */
export async function findWhatIf(read: Pick<Reader, 'first'>, id: string, subject: string): Promise<WhatIfRequest | undefined> {
  return read.first<WhatIfRequest>(`SELECT ${REQUEST_COLUMNS} FROM what_if_request WHERE id = $1 AND requested_by = $2`, [id, subject]);
}

/** A page of the requests of a person, the latest first. */
export async function listWhatIfs(read: Pick<Reader, 'rows'>, { subject, limit, before }: { readonly subject: string; readonly limit: number; readonly before?: { readonly at: number; readonly id: string } }): Promise<readonly WhatIfRequest[]> {
  return read.rows<WhatIfRequest>(
    `SELECT ${REQUEST_COLUMNS} FROM what_if_request WHERE requested_by = $1 AND ($2::bigint IS NULL OR (requested_at, id) < ($2, $3::uuid)) ORDER BY requested_at DESC, id DESC LIMIT $4`,
    [subject, before?.at ?? null, before?.id ?? null, limit],
  );
}

/** A page of the dossiers that change side under an assumption, in the order they were replayed. */
export async function listWhatIfDossiers(read: Pick<Reader, 'rows'>, id: string, { assumption, side, after = 0, limit }: { readonly assumption: Assumption; readonly side?: WhatIfDossier['side']; readonly after?: number; readonly limit: number }): Promise<readonly WhatIfDossier[]> {
  return read.rows<WhatIfDossier>(
    `SELECT place, code, agency, procedure_code AS "procedureCode", side, due_before AS "dueBefore", due_after AS "dueAfter", ended_before AS "endedBefore", ended_after AS "endedAfter"
     FROM what_if_dossier WHERE request_id = $1 AND assumption = $2 AND place > $3 AND ($4::text IS NULL OR side = $4) ORDER BY place LIMIT $5`,
    [id, assumption, after, side ?? null, limit],
  );
}

/** Deletes a request of a person with all it came to; whoever computes it stops. False where he has none of this id. */
export async function deleteWhatIf({ database }: Pick<Engine, 'database'>, id: string, subject: string): Promise<boolean> {
  return (await database.read.run('DELETE FROM what_if_request WHERE id = $1 AND requested_by = $2', [id, subject])) > 0;
}

/** Deletes what was finished before a moment. Returns how many requests. */
export async function purgeWhatIfs({ database }: Pick<Engine, 'database'>, before: Instant): Promise<number> {
  return database.read.run('DELETE FROM what_if_request WHERE finished_at < $1', [before]);
}
