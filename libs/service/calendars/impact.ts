import { type Instant, type Rules } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { pageOpenDossiers, type StandingDossier } from './behind.js';
import { type AskedChange, type DossierImpact, impactOn } from './dossier-impact.js';
import { draftBook } from './draft-book.js';
import { type ImpactSummary, NO_IMPACT } from './impact-summary.js';
import { amendCalendars, type CalendarContent, readLayered } from './layered-calendars.js';
import { readAhead } from './read-ahead.js';
import { RulesShelf, snapshotsOf } from './rules-shelf.js';

/** A computation that has not ended after this long was left by a process that died. */
const GIVEN_UP_AFTER_MS = 10 * 60_000;
const PAGE_SIZE = 500;

interface Claim {
  readonly id: string;
  readonly base: string;
  readonly content: CalendarContent;
  readonly startedAt: Instant;
}

/**
 * Computes the impact of the oldest draft on the current version that has none: which open dossiers would move, from when to
 * when, and which become endangered. Reads without locking anything, so it tells how it stood while it ran. Returns the
 * draft's id; `undefined` when no draft waits, or its base changed meanwhile.
 */
export async function computeNextImpact(engine: Engine, at: Instant): Promise<string | undefined> {
  const claim = await claimDraft(engine, at);
  return claim !== undefined && (await computeImpact(engine, claim)) ? claim.id : undefined;
}

async function claimDraft(engine: Engine, at: Instant): Promise<Claim | undefined> {
  const row = await engine.database.read.first<{ id: string; base_version_id: string; content: CalendarContent }>(
    `WITH waiting AS (
       SELECT d.id FROM calendar_draft d JOIN calendar_head h ON h.version_id = d.base_version_id
       WHERE d.status = 'draft' AND d.impact IS NULL AND (d.impact_started_at IS NULL OR d.impact_started_at < $1::bigint - $2::bigint)
       ORDER BY d.created_at LIMIT 1 FOR UPDATE OF d SKIP LOCKED
     )
     UPDATE calendar_draft SET impact_started_at = $1::bigint FROM waiting WHERE calendar_draft.id = waiting.id
     RETURNING calendar_draft.id, base_version_id, content`,
    [at, GIVEN_UP_AFTER_MS],
  );
  return row && { id: row.id, base: row.base_version_id, content: row.content, startedAt: at };
}

async function computeImpact(engine: Engine, claim: Claim): Promise<boolean> {
  const { database, rules: book } = engine;
  const draft = `draft:${claim.id}`;
  const calendars = draftBook(draft, amendCalendars(await readLayered(database.read, claim.base), claim.content));
  const shelf = new RulesShelf(book);
  const counts = { ...NO_IMPACT };
  let open = 0;
  await database.read.run('DELETE FROM calendar_impact WHERE draft_id = $1', [claim.id]);
  let listed = Promise.resolve(true);
  for await (const page of readAhead(pageOpenDossiers(database, PAGE_SIZE))) {
    const impacts: DossierImpact[] = [];
    for (const dossier of page) {
      const steps = await book.steps(database.read, dossier.snapshot, claim.base);
      await fetchRules(engine, shelf, dossier, [claim.base, ...steps.map(({ snapshot }) => snapshot)], (rules) => ({ ...rules, calendars }), draft);
      impacts.push(impactUnlessDamaged(engine, dossier, { steps, base: claim.base, draft, shelf, at: claim.startedAt }));
    }
    open += impacts.length;
    for (const { kind, endangered } of impacts) {
      counts[kind] += 1;
      counts.endangered += endangered ? 1 : 0;
    }
    if (!(await listed)) {
      return false;
    }
    listed = database.transaction((tx) => storePage(tx, claim, impacts));
    // Awaited with the next page; until then a failure must not count as unhandled.
    listed.catch(() => undefined);
  }
  if (!(await listed)) {
    return false;
  }
  const summary: ImpactSummary = { ...counts, asOf: claim.startedAt, base: claim.base, open, lookedAt: open - counts.beyondReach };
  const stored = await database.read.run(
    `UPDATE calendar_draft SET impact = $4, impact_at = $3 WHERE id = $1 AND status = 'draft' AND base_version_id = $2 AND impact_started_at = $3`,
    [claim.id, claim.base, claim.startedAt, JSON.stringify(summary)],
  );
  return stored > 0;
}

/** A dossier that cannot be counted at all holds up no calendar: it is told as unmoved, and re-dating names it. */
function impactUnlessDamaged(engine: Engine, dossier: StandingDossier, change: AskedChange): DossierImpact {
  try {
    return impactOn(engine, dossier, change);
  } catch {
    return { dossierId: dossier.id, kind: 'unmoved', fromDue: undefined, toDue: undefined, fromAppointment: undefined, toAppointment: undefined, endangered: false };
  }
}

/** Everything one dossier can ask the shelf for: versions its events name, those it has to pass, and the draft's. */
async function fetchRules(engine: Engine, shelf: RulesShelf, dossier: StandingDossier, passed: readonly string[], drafted: (rules: Rules) => Rules, draft: string): Promise<void> {
  const { procedureCode: code, procedureVersion: version, snapshot, events } = dossier;
  await shelf.fetch(engine.database.read, [...new Set([snapshot, ...snapshotsOf(events), ...passed])].map((each) => ({ code, version, snapshot: each })));
  const [base] = passed;
  if (base !== undefined && !shelf.has({ code, version, snapshot: draft })) {
    shelf.put({ code, version, snapshot: draft }, drafted(shelf.of(code, version)(base)));
  }
}

/** Stores what a page of dossiers would come to, as long as the draft still is what was asked about. */
async function storePage(tx: Transaction, claim: Claim, impacts: readonly DossierImpact[]): Promise<boolean> {
  const held = await tx.first(`SELECT FROM calendar_draft WHERE id = $1 AND status = 'draft' AND base_version_id = $2 AND impact_started_at = $3 FOR SHARE`, [claim.id, claim.base, claim.startedAt]);
  if (held === undefined) {
    return false;
  }
  const listed = impacts.filter(({ kind, endangered }) => kind === 'movingLater' || endangered);
  if (listed.length > 0) {
    await tx.run(
      `INSERT INTO calendar_impact (draft_id, dossier_id, from_due, to_due, from_appointment, to_appointment, endangered)
       SELECT $1::uuid, listed.* FROM unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::boolean[]) AS listed
       ON CONFLICT (draft_id, dossier_id) DO NOTHING`,
      [
        claim.id,
        listed.map(({ dossierId }) => dossierId),
        listed.map(({ fromDue }) => fromDue ?? null),
        listed.map(({ toDue }) => toDue ?? null),
        listed.map(({ fromAppointment }) => fromAppointment ?? null),
        listed.map(({ toAppointment }) => toAppointment ?? null),
        listed.map(({ endangered }) => endangered),
      ],
    );
  }
  return true;
}
