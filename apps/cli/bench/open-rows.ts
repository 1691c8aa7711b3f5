import type { Instant } from '#domain';
import type { Database } from '#persistence';

/** How a province's open work lies: how many dossiers, as of when, and at which agencies. */
export interface OpenRows {
  readonly count: number;
  readonly at: Instant;
  readonly agencies: readonly string[];
}

const COPIES = `
  INSERT INTO dossier SELECT copy.* FROM (SELECT * FROM dossier LIMIT 1) AS d, generate_series(1, $2::int) AS n, jsonb_populate_record(NULL::dossier, to_jsonb(d) || jsonb_build_object(
    'id', gen_random_uuid(), 'code', d.code || '-' || n, 'due_at', $1::bigint + (n / 3 % 40 - 4)::bigint * 21600000 + n::bigint * 7919 % 21600000,
    'competent_agency', ($3::text[])[1 + n / 20 % cardinality($3)], 'receiving_agency', ($3::text[])[1 + n / 20 % cardinality($3)], 'holders', jsonb_build_array(($3::text[])[1 + n / 20 % cardinality($3)]),
    'officers', CASE WHEN n % 11 = 0 THEN '[]'::jsonb ELSE jsonb_build_array('officer-' || n % 397) END,
    'status', CASE n % 20 WHEN 1 THEN 'awaiting-supplement' WHEN 2 THEN 'registered' WHEN 3 THEN 'finished' ELSE d.status END,
    'in_stock', n % 20 NOT IN (2, 3), 'paused_at', CASE WHEN n % 20 = 1 THEN d.received_at END,
    'stage_late', n % 250 = 9, 'stage_target_at', $1::bigint + (n % 200 - 4)::bigint * 3600000,
    'became_late_at', CASE WHEN n % 50 = 7 THEN $1::bigint - 1000 END, 'next_point_at', CASE WHEN n % 20 IN (1, 2, 3) THEN $1::bigint + n::bigint * 997 % 900000000 END)) AS copy`;

/**
 * Fills queues with rows like the one dossier that is there: due from a day ago on for nine days, some late, some in a late stage, paused,
 * filed online, ready, without an officer. Rows alone, as lists and their lengths read nothing else: none has a ledger. Needs the role that owns the tables.
 */
export async function fillQueues(owner: Database, { count, at, agencies }: OpenRows): Promise<void> {
  await owner.read.run(COPIES, [at, count, agencies]);
  await owner.read.run('VACUUM ANALYZE dossier');
}
