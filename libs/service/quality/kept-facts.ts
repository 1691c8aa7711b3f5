import { eventOfRow } from '#domain';
import { type OwnFacts, ownFacts, workRunsOf } from '#domain/figures';
import type { Statements } from '#persistence';
import { chainedRowOf, type EventRow, SELECTED_EVENT } from '../event-rows.js';
import { isInstallationTrouble } from '../installation-trouble.js';

/** The rule kept facts were told by: whoever changes what is told of a ledger raises it, and everything is told anew when it is asked for. */
export const FACTS_RULE = 1;
/** Ledgers folded at once: what a reading holds in memory, whatever the number it goes through. */
const FOLDED_AT_ONCE = 200;

/** A dossier whose facts are wanted, as far as its ledger goes. */
export interface LedgerEnd {
  readonly id: string;
  readonly last_seq: number;
}

/** What told facts came to: those of each dossier, null where it has not ended, and the ledgers that cannot be read. */
export interface ToldFacts {
  readonly facts: ReadonlyMap<string, OwnFacts | null>;
  readonly broken: readonly { readonly id: string; readonly error: unknown }[];
}

/** Tells facts of dossiers from their ledgers and keeps them for whoever asks next: two statements for every `FOLDED_AT_ONCE`. */
export async function tellFacts(on: Pick<Statements, 'rows' | 'run'>, dossiers: readonly LedgerEnd[]): Promise<ToldFacts> {
  const facts = new Map<string, OwnFacts | null>();
  const broken: { readonly id: string; readonly error: unknown }[] = [];
  for (let from = 0; from < dossiers.length; from += FOLDED_AT_ONCE) {
    const some = dossiers.slice(from, from + FOLDED_AT_ONCE);
    const ledgers = await readLedgers(on, some);
    for (const { id } of some) {
      try {
        facts.set(id, ownFacts(workRunsOf((ledgers.get(id) ?? []).map((row) => eventOfRow(chainedRowOf(row))))) ?? null);
      } catch (error) {
        if (isInstallationTrouble(error)) {
          throw error;
        }
        broken.push({ id, error });
      }
    }
    await keep(on, some.filter(({ id }) => facts.has(id)), facts);
  }
  return { facts, broken };
}

async function readLedgers(on: Pick<Statements, 'rows'>, dossiers: readonly LedgerEnd[]): Promise<ReadonlyMap<string, readonly EventRow[]>> {
  // Up to where the row was read: an event that came since belongs to the next look.
  const rows = await on.rows<EventRow>(
    `SELECT ${SELECTED_EVENT} FROM unnest($1::uuid[], $2::integer[]) AS wanted (id, last_seq) JOIN dossier_event e ON e.dossier_id = wanted.id AND e.seq <= wanted.last_seq ORDER BY e.dossier_id, e.seq`,
    [dossiers.map(({ id }) => id), dossiers.map(({ last_seq }) => last_seq)],
  );
  return Map.groupBy(rows, ({ dossier_id }) => dossier_id);
}

async function keep(on: Pick<Statements, 'run'>, dossiers: readonly LedgerEnd[], facts: ReadonlyMap<string, OwnFacts | null>): Promise<void> {
  await on.run(
    `INSERT INTO quality_fact (dossier_id, of_seq, rule, content) SELECT id, of_seq, $1, content::json FROM unnest($2::uuid[], $3::integer[], $4::text[]) AS told (id, of_seq, content) ORDER BY id
     ON CONFLICT (dossier_id) DO UPDATE SET of_seq = excluded.of_seq, rule = excluded.rule, content = excluded.content WHERE (quality_fact.rule, quality_fact.of_seq) < (excluded.rule, excluded.of_seq)`,
    [FACTS_RULE, dossiers.map(({ id }) => id), dossiers.map(({ last_seq }) => last_seq), dossiers.map(({ id }) => textOf(facts.get(id)))],
  );
}

function textOf(facts: OwnFacts | null | undefined): string | null {
  return facts == null ? null : JSON.stringify(facts);
}
