import type { Sha256 } from '#domain';
import type { Transaction } from '#persistence';
import { stableText } from '../stable-text.js';
import type { LedgerFault } from './fault.js';

interface PublishedGroup {
  readonly code: string;
  readonly version: number;
  readonly hash: string;
  readonly data: unknown;
}

interface MislinkedDossier {
  readonly dossier_id: string;
  readonly code: string | null;
  readonly named: string | null;
  readonly linked: string | null;
}

const MISLINKED = `
  WITH named AS (SELECT dossier_id, payload->>'filing' AS code FROM dossier_event WHERE seq = 1 AND payload->>'filing' IS NOT NULL),
    linked AS (SELECT m.dossier_id, f.code FROM filing_dossier m JOIN filing f ON f.id = m.filing_id)
  SELECT dossier_id, d.code, named.code AS named, linked.code AS linked
  FROM named FULL JOIN linked USING (dossier_id) LEFT JOIN dossier d ON d.id = dossier_id
  WHERE named.code IS DISTINCT FROM linked.code ORDER BY dossier_id LIMIT 1`;

/** The first group that was changed after it was published, or the first dossier whose event 1 names another filing than the one it is listed under. */
export async function findFilingFault(tx: Pick<Transaction, 'rows' | 'first'>, sha256: Sha256): Promise<LedgerFault | undefined> {
  const groups = await tx.rows<PublishedGroup>('SELECT code, version, hash, data FROM procedure_group_version ORDER BY code, version');
  const edited = groups.find(({ hash, data }) => sha256(stableText(data)) !== hash);
  if (edited !== undefined) {
    return { kind: 'group-edited', detail: `group ${edited.code} version ${String(edited.version)} does not give its hash: it was changed after it was published` };
  }
  const mislinked = await tx.first<MislinkedDossier>(MISLINKED);
  if (mislinked === undefined) {
    return undefined;
  }
  const { dossier_id: dossierId, code, named, linked } = mislinked;
  return { kind: 'filing', dossierId, seq: 1, ...(code === null ? {} : { code }), detail: `event 1 names ${named === null ? 'no filing' : `filing ${named}`}, but the dossier is listed under ${linked ?? 'none'}` };
}
