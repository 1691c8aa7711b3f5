import type { Actor, Instant } from '#domain';
import type { Statements } from '#persistence';

/** In which part of the system personal data was shown. */
export const ACCESS_VIEWS = ['dossier', 'timeline', 'search', 'duplicates', 'letter', 'slip', 'file', 'register', 'delivery', 'note', 'proposal', 'feedback', 'case', 'evidence', 'portal', 'watch-note', 'export'] as const;
/** See `ACCESS_VIEWS`. */
export type AccessView = (typeof ACCESS_VIEWS)[number];

/** By what something shown is known. Of some of it the dossier is found by the database; the rest is no single dossier's. */
export const SHOWN_KINDS = ['dossier', 'file', 'proposal', 'case', 'filing', 'register', 'evidence'] as const;
/** See `SHOWN_KINDS`. */
export type ShownKind = (typeof SHOWN_KINDS)[number];

/** One thing an answer shows personal data of. `key` of a dossier, case or filing is its code, else an id. */
export interface Shown {
  readonly kind: ShownKind;
  readonly key: string;
  /** Which data: names of fields, never what stands in them. */
  readonly fields: readonly string[];
}

/** What one answer shows to whom. */
export interface Access {
  readonly actor: Actor;
  readonly view: AccessView;
  readonly shown: readonly Shown[];
  readonly requestId: string;
  /** A keyed hash: the address itself is not kept. */
  readonly addressHmac: string;
  readonly at: Instant;
}

/** Shown personal data belongs to nothing the database knows: the answer must not leave. */
export class UnknownAccessError extends Error {
  override readonly name = 'UnknownAccessError';
}

/**
 * Writes down what an answer shows, one row for each thing, in one statement; nothing where it shows nothing.
 * @throws UnknownAccessError when a thing shown is not known, so that no answer leaves without its row
 */
export async function noteAccess(write: Pick<Statements, 'rows'>, { actor, view, shown, requestId, addressHmac, at }: Access): Promise<void> {
  if (shown.length === 0) {
    return;
  }
  const noted = await write.rows(
    `INSERT INTO access_log (at, subject, role, agency, view, dossier_id, object, fields, request_id, address_hmac)
     SELECT $1, $2, $3, $4, $5, found.dossier_id, CASE s.kind WHEN 'dossier' THEN NULL ELSE s.kind || ':' || s.key END, string_to_array(s.fields, ','), $6, $7
     FROM unnest($8::text[], $9::text[], $10::text[]) AS s (kind, key, fields)
     CROSS JOIN LATERAL (SELECT CASE s.kind
       WHEN 'dossier' THEN (SELECT d.id FROM dossier d WHERE d.code = s.key)
       WHEN 'file' THEN (SELECT f.dossier_id FROM stored_file f WHERE f.id = s.key::uuid)
       WHEN 'proposal' THEN (SELECT p.dossier_id FROM proposal p WHERE p.id = s.key::uuid)
       WHEN 'case' THEN (SELECT c.dossier_id FROM deadline_case c WHERE c.code = s.key)
     END AS dossier_id) AS found
     WHERE s.kind <> 'dossier' OR found.dossier_id IS NOT NULL
     RETURNING id`,
    [at, actor.subject, actor.role, actor.agency, view, requestId, addressHmac, shown.map(({ kind }) => kind), shown.map(({ key }) => key), shown.map(({ fields }) => fields.join(','))],
  );
  if (noted.length !== shown.length) {
    throw new UnknownAccessError(`${String(shown.length - noted.length)} of ${String(shown.length)} things shown as "${view}" are not known`);
  }
}
