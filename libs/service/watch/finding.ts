import type { Actor } from '#domain';
import type { WatchKind } from '#domain/figures';
import type { Transaction } from '#persistence';

/** What a rule caught: the event of a dossier, who caused it, and by how many working days. */
export interface Finding {
  readonly kind: WatchKind;
  readonly province: string;
  readonly agency: string;
  readonly dossierId: string;
  readonly seq: number;
  readonly happenedAt: number;
  readonly actor: Actor;
  readonly workingDays: number;
  readonly allowedDays: number;
  /** Of an act on the last days: the due date it stood before. */
  readonly dueAt?: number;
  /** Of a dossier that ended: the filing that came after it. */
  readonly refiled?: { readonly id: string; readonly at: number };
}

/** Writes findings by one statement, none twice. Returns how many are new. */
export async function writeFindings(tx: Pick<Transaction, 'run'>, findings: readonly Finding[], at: number): Promise<number> {
  if (findings.length === 0) {
    return 0;
  }
  return tx.run(
    `INSERT INTO watch_finding (kind, province, agency, dossier_id, seq, refiled_id, happened_at, due_at, refiled_at, working_days, allowed_days, actor_subject, actor_role, actor_agency, found_at)
     SELECT given.*, $1 FROM unnest($2::text[], $3::text[], $4::text[], $5::uuid[], $6::integer[], $7::uuid[], $8::bigint[], $9::bigint[], $10::bigint[], $11::integer[], $12::integer[], $13::text[], $14::text[], $15::text[]) AS given
     ON CONFLICT DO NOTHING`,
    [
      at,
      findings.map(({ kind }) => kind),
      findings.map(({ province }) => province),
      findings.map(({ agency }) => agency),
      findings.map(({ dossierId }) => dossierId),
      findings.map(({ seq }) => seq),
      findings.map(({ refiled }) => refiled?.id ?? null),
      findings.map(({ happenedAt }) => happenedAt),
      findings.map(({ dueAt }) => dueAt ?? null),
      findings.map(({ refiled }) => refiled?.at ?? null),
      findings.map(({ workingDays }) => workingDays),
      findings.map(({ allowedDays }) => allowedDays),
      findings.map(({ actor }) => actor.subject),
      findings.map(({ actor }) => actor.role),
      findings.map(({ actor }) => actor.agency),
    ],
  );
}
