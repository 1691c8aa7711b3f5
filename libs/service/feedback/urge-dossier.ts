import { beginUrging, type UrgedBy } from '#domain';
import type { Transaction } from '#persistence';
import { openCase } from '../cases/open-case.js';
import { RefusedCase } from '../cases/refused-case.js';
import type { Clock } from '../clock.js';
import type { Engine } from '../engine.js';
import { type Opening, openOnce, type OpeningRequest } from './open-once.js';

/** An urging (đôn đốc) as the desk enters it. */
export interface UrgingBody {
  readonly dossierCode: string;
  readonly by: UrgedBy;
  /** What was said, where it was. */
  readonly content?: string;
}

interface UrgedRow {
  readonly id: string;
  readonly province: string;
  readonly status: string;
  readonly closed: boolean;
  readonly receiving_agency: string;
  readonly competent_agency: string;
  readonly holders: readonly string[];
  readonly officers: readonly string[];
}

/**
 * Urges whoever holds a dossier, once for a key: the agency that has it now answers within its working hours, its one officer
 * in person where there is one; further holders work along. Urgings of a dossier are numbered without a gap.
 */
export async function urgeDossier(engine: Engine, clock: Clock, request: Omit<OpeningRequest, 'type' | 'body'> & { readonly body: UrgingBody }): Promise<Opening> {
  const { actor, idempotencyKey, body } = request;
  return openOnce(engine, clock, { ...request, type: 'UrgeDossier' }, async (tx, at) => {
    const dossier = await urgedDossier(tx, body.dossierCode);
    const [agency = dossier.competent_agency, ...others] = dossier.holders;
    const [owner, ...colleagues] = dossier.officers;
    const number = await nextNumber(tx, dossier.id);
    const { feedback: { urgentFrom } } = await engine.rules.settings(tx);
    return openCase(engine, tx, {
      kind: 'feedback',
      businessKey: `urging:${actor.subject}:${idempotencyKey}`,
      series: 'DD',
      agency,
      actor,
      at,
      ...(body.content === undefined ? {} : { texts: { words: { kind: 'text', data: { content: body.content } } } }),
      begin: ({ code, texts: { words } }, context) =>
        beginUrging(
          {
            kind: 'feedback',
            code,
            agency,
            province: dossier.province,
            ...(owner === undefined || colleagues.length > 0 ? {} : { owner }),
            ...(others.length === 0 ? {} : { coordinating: others }),
            dossier: dossier.id,
            ...(words === undefined ? {} : { text: words }),
          },
          { number, urgent: number >= urgentFrom, by: body.by, desk: dossier.receiving_agency },
          context,
        ),
    });
  });
}

async function urgedDossier(tx: Transaction, code: string): Promise<UrgedRow> {
  const row = await tx.first<UrgedRow>('SELECT id, province, status, closed, receiving_agency, competent_agency, holders, officers FROM dossier WHERE code = $1', [code]);
  if (row === undefined) {
    throw new RefusedCase({ code: 'unknown-dossier', data: { dossier: code } });
  }
  // A result that waits at the desk is the applicant's to fetch, and what is over is over.
  if (row.closed || row.status === 'finished') {
    throw new RefusedCase({ code: 'nothing-to-urge', data: { dossier: code } });
  }
  return row;
}

/** Whoever urges the same dossier next waits for this commit. */
async function nextNumber(tx: Transaction, dossierId: string): Promise<number> {
  await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`urging:${dossierId}`]);
  const row = await tx.first<{ last: number }>(
    'SELECT coalesce(max(f.urging_number), 0) AS last FROM deadline_case c JOIN feedback f ON f.case_id = c.id WHERE c.dossier_id = $1',
    [dossierId],
  );
  return (row?.last ?? 0) + 1;
}
