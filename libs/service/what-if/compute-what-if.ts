import { type Instant, instant } from '#domain';
import { type Assumption, ASSUMPTIONS } from '#domain/figures';
import type { Transaction } from '#persistence';
import type { Clock } from '../clock.js';
import type { Engine } from '../engine.js';
import { type ChangedDossier, replayProvince } from './replay-province.js';
import { REQUEST_COLUMNS, type WhatIfAnswer, type WhatIfRequest } from './request-rows.js';

/** Whoever computes a request says so at least as often; one that is silent for longer was left by a process that died. */
const LEASE_MS = 120_000;
/** Progress is told this often: each time is a small write. */
const TOLD_EVERY_MS = 2_000;
/** A request that broke so many attempts breaks the next one too. */
const MOST_ATTEMPTS = 3;
/** Claims of several processes, one after the other. */
const CLAIMING = `hashtextextended('what-if', 0)`;

/** The request is gone, or somebody else computes it by now: whoever is at it stops. */
class NoLongerOursError extends Error {
  override readonly name = 'NoLongerOursError';
}

interface Claim {
  readonly request: WhatIfRequest;
  readonly attempt: number;
}

/** True where a request waits to be computed, or was left by a process that died, and none is being computed. */
export async function isWhatIfWaiting({ database }: Pick<Engine, 'database'>, at: Instant): Promise<boolean> {
  return (await database.read.first(`SELECT FROM what_if_request WHERE ${CLAIMABLE} LIMIT 1`, [at])) !== undefined;
}

/**
 * Computes the oldest request that waits: one at a time in all the installation, under a lease that is renewed while it goes on. What a
 * killed process left is begun anew, for a replay is of one moment. Returns its id; `undefined` where none waits.
 */
export async function computeNextWhatIf(engine: Engine, clock: Clock): Promise<string | undefined> {
  const claim = await claimRequest(engine, clock.now());
  if (claim === undefined) {
    return undefined;
  }
  const keeper = new LeaseKeeper(engine, clock, claim);
  try {
    const answer = await engine.database.transaction(async (tx) => {
      await tx.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      const { province, agency, firstDay, lastDay, scenario } = claim.request;
      const question = { province, ...(agency === null ? {} : { agency }), days: { first: firstDay, last: lastDay }, scenario, at: clock.now() };
      return replayProvince(engine.rules, tx, question, (dossiers, done, changed) => keeper.tell(dossiers, done, changed));
    });
    await keeper.finish(answer);
  } catch (error) {
    if (!(error instanceof NoLongerOursError)) {
      throw error;
    }
  }
  return claim.request.id;
}

const CLAIMABLE = `(state = 'waiting' OR (state = 'running' AND leased_until < $1)) AND NOT EXISTS (SELECT FROM what_if_request WHERE state = 'running' AND leased_until >= $1)`;

async function claimRequest(engine: Engine, at: Instant): Promise<Claim | undefined> {
  return engine.database.transaction(async (tx) => {
    await tx.run(`SELECT pg_advisory_xact_lock(${CLAIMING})`);
    await tx.run(`UPDATE what_if_request SET state = 'failed', leased_until = NULL, finished_at = $1 WHERE state = 'running' AND leased_until < $1 AND attempt >= $2`, [at, MOST_ATTEMPTS]);
    const row = await tx.first<WhatIfRequest & { readonly attempt: number }>(
      `UPDATE what_if_request SET state = 'running', attempt = attempt + 1, leased_until = $2, done = 0, dossiers = NULL
       WHERE id = (SELECT id FROM what_if_request WHERE ${CLAIMABLE} ORDER BY requested_at, id LIMIT 1) RETURNING ${REQUEST_COLUMNS}, attempt`,
      [at, at + LEASE_MS],
    );
    if (row === undefined) {
      return undefined;
    }
    await tx.run('DELETE FROM what_if_dossier WHERE request_id = $1', [row.id]);
    const { attempt, ...request } = row;
    return { request, attempt };
  });
}

/** Writes what is told of a request while it is computed, as long as it is this process's to compute. */
class LeaseKeeper {
  readonly #places: Record<Assumption, number> = { keptMoments: 0, keptWork: 0 };
  #toldAt = -Infinity;

  constructor(
    private readonly engine: Pick<Engine, 'database'>,
    private readonly clock: Clock,
    private readonly claim: Claim,
  ) {}

  async tell(dossiers: number, done: number, changed: readonly ChangedDossier[]): Promise<void> {
    const at = this.clock.now();
    if (changed.length === 0 && at - this.#toldAt < TOLD_EVERY_MS) {
      return;
    }
    this.#toldAt = at;
    await this.engine.database.transaction(async (tx) => {
      await this.#hold(tx, 'dossiers = $3, done = $4, leased_until = $5', [dossiers, done, at + LEASE_MS]);
      await this.#list(tx, changed);
    });
  }

  async finish(answer: WhatIfAnswer): Promise<void> {
    const { dossiers } = answer.counts;
    await this.engine.database.transaction((tx) => this.#hold(tx, `state = 'done', leased_until = NULL, dossiers = $3, done = $3, finished_at = $4, answer = $5`, [dossiers, instant(this.clock.now()), JSON.stringify(answer)]));
  }

  async #hold(tx: Transaction, change: string, values: readonly unknown[]): Promise<void> {
    const held = await tx.run(`UPDATE what_if_request SET ${change} WHERE id = $1 AND attempt = $2 AND state = 'running'`, [this.claim.request.id, this.claim.attempt, ...values]);
    if (held === 0) {
      throw new NoLongerOursError();
    }
  }

  async #list(tx: Transaction, changed: readonly ChangedDossier[]): Promise<void> {
    for (const assumption of ASSUMPTIONS) {
      const own = changed.filter((dossier) => dossier.assumption === assumption);
      if (own.length > 0) {
        await tx.run(
          `INSERT INTO what_if_dossier (request_id, assumption, place, code, agency, procedure_code, side, due_before, due_after, ended_before, ended_after)
           SELECT $1, $2, $3 + given.place, given.code, given.agency, given.procedure_code, given.side, given.due_before, given.due_after, given.ended_before, given.ended_after
           FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[])
             WITH ORDINALITY AS given (code, agency, procedure_code, side, due_before, due_after, ended_before, ended_after, place)`,
          [
            this.claim.request.id, assumption, this.#places[assumption], own.map(({ code }) => code), own.map(({ agency }) => agency), own.map(({ procedureCode }) => procedureCode), own.map(({ side }) => side),
            own.map(({ dueBefore }) => dueBefore), own.map(({ dueAfter }) => dueAfter), own.map(({ endedBefore }) => endedBefore), own.map(({ endedAfter }) => endedAfter),
          ],
        );
        this.#places[assumption] += own.length;
      }
    }
  }
}
