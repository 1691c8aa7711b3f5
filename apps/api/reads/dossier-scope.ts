import type { Concerned } from '#domain';
import type { Engine } from '#service';
import { problem } from '../problems/problem.js';

/** Which dossier a code means, and which agencies it concerns. */
export interface DossierScope {
  readonly id: string;
  readonly concerned: Concerned;
}

interface ScopeRow {
  readonly id: string;
  readonly province: string;
  readonly receiving_agency: string;
  readonly competent_agency: string;
  readonly holders: readonly string[];
}

/** The scope of a dossier; `undefined` when no dossier the engine sees bears the code. */
export async function findDossierScope(engine: Engine, code: string): Promise<DossierScope | undefined> {
  const row = await engine.database.read.first<ScopeRow>('SELECT id, province, receiving_agency, competent_agency, holders FROM dossier WHERE code = $1', [code]);
  return row && { id: row.id, concerned: { province: row.province, agencies: [row.receiving_agency, row.competent_agency, ...row.holders] } };
}

/** Answer to a code no dossier bears. */
export function noSuchDossier(code: string): ReturnType<typeof problem> {
  return problem('not-found', `No dossier bears the code ${code}`);
}
