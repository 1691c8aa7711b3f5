import { randomUUID } from 'node:crypto';
import type { Actor, Instant, ProcedureVersion } from '#domain';
import { checkScenario, type DaySpan, type Scenario, type ScenarioProblem } from '#domain/figures';
import type { Engine } from '../engine.js';
import type { Reader } from '../rule-book.js';
import { stableText } from '../stable-text.js';
import { REQUEST_COLUMNS, type WhatIfRequest } from './request-rows.js';

/** A scenario somebody asks about: of a province or one agency, over some days. */
export interface WhatIfQuestion {
  readonly actor: Actor;
  readonly idempotencyKey: string;
  readonly province: string;
  readonly agency?: string;
  readonly days: DaySpan;
  readonly scenario: Scenario;
  readonly at: Instant;
}

/** What asking came to; the same request for a repeated key. */
export type WhatIfAsked =
  | { readonly kind: 'asked'; readonly request: WhatIfRequest }
  | { readonly kind: 'unusable'; readonly problems: readonly ScenarioProblem[] }
  | { readonly kind: 'key-conflict' | 'too-many' };

/** Requests one person may have waiting: they are computed one after the other, and others ask too. */
const MOST_WAITING = 5;

/** Stores a request to be computed, once for a key, after checking that its scenario can be replayed. */
export async function askWhatIf(engine: Engine, { actor, idempotencyKey, province, agency, days, scenario, at }: WhatIfQuestion): Promise<WhatIfAsked> {
  const problems = checkScenario(scenario, await knownRules(engine, province, actor, scenario));
  if (problems.length > 0) {
    return { kind: 'unusable', problems };
  }
  const hash = engine.sha256(stableText({ province, agency: agency ?? '', days, scenario }));
  return engine.database.transaction(async (tx): Promise<WhatIfAsked> => {
    await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`what-if:${actor.subject}`]);
    const known = await tx.first<WhatIfRequest & { readonly request_hash: string }>(`SELECT ${REQUEST_COLUMNS}, request_hash FROM what_if_request WHERE requested_by = $1 AND idempotency_key = $2`, [actor.subject, idempotencyKey]);
    if (known !== undefined) {
      const { request_hash, ...request } = known;
      return request_hash === hash ? { kind: 'asked', request } : { kind: 'key-conflict' };
    }
    const waiting = await tx.first<{ n: number }>(`SELECT count(*) AS n FROM what_if_request WHERE requested_by = $1 AND state IN ('waiting', 'running')`, [actor.subject]);
    if ((waiting?.n ?? 0) >= MOST_WAITING) {
      return { kind: 'too-many' };
    }
    const request = await tx.first<WhatIfRequest>(
      `INSERT INTO what_if_request (id, province, agency, first_day, last_day, scenario, requested_by, requested_at, idempotency_key, request_hash, state, attempt, done)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'waiting', 0, 0) RETURNING ${REQUEST_COLUMNS}`,
      [randomUUID(), province, agency ?? null, days.first, days.last, JSON.stringify(scenario), actor.subject, at, idempotencyKey, hash],
    );
    if (request === undefined) {
      throw new Error('The what-if request vanished');
    }
    return { kind: 'asked', request };
  });
}

/** What the catalogue and the calendar in force know of what a scenario names. */
async function knownRules({ rules, database: { read } }: Engine, province: string, { agency }: Actor, { terms }: Scenario): Promise<Parameters<typeof checkScenario>[1]> {
  const agencies = [...(await rules.agencies(read)).values()].filter((one) => one.province === province).map(({ code }) => code);
  const versions = await versionsOf(read, [...new Set(terms.map(({ procedure }) => procedure))]);
  const { years } = (await rules.calendars(read, await rules.currentSnapshot(read))).processing(agency).effective;
  return { agencies: new Set(agencies), procedure: (code) => versions.get(code) ?? [], firstYear: years[0]?.year ?? 0, lastYear: years.at(-1)?.year ?? 0 };
}

async function versionsOf(read: Reader, codes: readonly string[]): Promise<ReadonlyMap<string, readonly ProcedureVersion[]>> {
  const rows = codes.length === 0 ? [] : await read.rows<{ data: ProcedureVersion }>('SELECT data FROM procedure_version WHERE code = ANY($1) ORDER BY code, version', [codes]);
  return Map.groupBy(rows.map(({ data }) => data), ({ code }) => code);
}
