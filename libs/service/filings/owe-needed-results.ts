import type { Instant } from '#domain';
import type { Transaction } from '#persistence';
import type { Draft } from '../draft.js';

/**
 * Tells whoever has a dossier of a filing in hand that the result it needs of another one is there, granted or refused: one task a
 * result. It ends when the dossier is passed on, or with the dossier.
 */
export async function oweNeededResults(tx: Pick<Transaction, 'run'>, drafts: readonly Draft[], at: Instant): Promise<void> {
  const recorded = drafts.flatMap(({ state, rows }) => (state?.filing === undefined ? [] : rows.filter(({ type }) => type === 'ResultRecorded')));
  if (recorded.length === 0) {
    return;
  }
  await tx.run(
    `INSERT INTO task (key, kind, dossier_id, agency, data, created_at)
     SELECT waiting.id || ':needed-result:' || due.seq || ':' || result.procedure_code, 'needed-result', waiting.id, coalesce(waiting.holders[1], waiting.receiving_agency),
       json_build_object('dossier', result.code, 'procedure', result.procedure_code), $3::bigint
     FROM unnest($1::uuid[], $2::integer[]) AS due (dossier_id, seq)
     JOIN dossier result ON result.id = due.dossier_id
     JOIN filing_dossier own ON own.dossier_id = due.dossier_id
     JOIN filing f ON f.id = own.filing_id
     JOIN procedure_group_version g ON g.code = f.group_code AND g.version = f.group_version
     CROSS JOIN LATERAL json_array_elements(g.data->'cases') AS chosen
     CROSS JOIN LATERAL json_array_elements(chosen->'members') AS member
     JOIN filing_dossier other ON other.filing_id = f.id
     JOIN dossier waiting ON waiting.id = other.dossier_id AND waiting.procedure_code = member->>'procedureCode'
     WHERE chosen->>'code' = f.case_code AND (member->'needs')::jsonb ? result.procedure_code AND NOT waiting.closed AND waiting.status <> 'finished'
     ON CONFLICT (key) DO NOTHING`,
    [recorded.map(({ dossierId }) => dossierId), recorded.map(({ seq }) => seq), at],
  );
}
