import { type Agency, type Instant, type ProcedureProblem, type ProcedureVersion, type SettingsChoice, type Sha256, validateProcedure } from '#domain';
import type { Transaction } from '#persistence';
import { retryAll } from '../letters/rearm-letters.js';
import { stableText } from '../stable-text.js';
import { keepVersion } from './keep-version.js';

/** What publishing a procedure version came to. A version that differs from a published one of the same number is refused. */
export type ProcedurePublication =
  | { readonly kind: 'published' | 'unchanged'; readonly warnings: readonly ProcedureProblem[] }
  | { readonly kind: 'refused'; readonly problems: readonly ProcedureProblem[] }
  | { readonly kind: 'version-taken' };

/** Enters agencies or brings their data up to date. Dossiers refer to them by code; a code is never taken away. Letters that failed are tried again under the new data. */
export async function publishAgencies(tx: Transaction, agencies: readonly Agency[]): Promise<void> {
  for (const agency of agencies) {
    await tx.run('INSERT INTO agency (code, data) VALUES ($1, $2) ON CONFLICT (code) DO UPDATE SET data = excluded.data WHERE agency.data::jsonb <> excluded.data::jsonb', [
      agency.code,
      JSON.stringify(agency),
    ]);
  }
  await retryAll(tx);
}

/**
 * Publishes a procedure version: refused when its stages exceed its term or anything else in it is wrong; from then on it
 * is immutable, under the hash of its text, because running dossiers keep the version they began with.
 */
export async function publishProcedure(tx: Transaction, procedure: ProcedureVersion, agencies: ReadonlySet<string>, sha256: Sha256, at: Instant): Promise<ProcedurePublication> {
  const endings = await tx.rows<{ code: string; ends_on: string }>(`SELECT code, data->>'endsOn' AS ends_on FROM agency WHERE data->>'endsOn' IS NOT NULL`);
  const report = validateProcedure(procedure, agencies, new Map(endings.map(({ code, ends_on }) => [code, ends_on])));
  if (report.errors.length > 0) {
    return { kind: 'refused', problems: report.errors };
  }
  const kind = await keepVersion(tx, 'procedure_version', procedure, sha256, at);
  return kind === 'version-taken' ? { kind } : { kind, warnings: report.warnings };
}

/**
 * Publishes what the installation chose of the engine's settings, as a new version where it differs from the one in force.
 * Every process goes by it a second later; dates already set keep the warnings they were set with.
 */
export async function publishSettings(tx: Transaction, chosen: SettingsChoice, at: Instant, by: string): Promise<'published' | 'unchanged'> {
  const last = await tx.first<{ number: number; settings: SettingsChoice }>('SELECT number, settings FROM settings_version ORDER BY number DESC LIMIT 1');
  if (stableText(last?.settings ?? {}) === stableText(chosen)) {
    return 'unchanged';
  }
  await tx.run('INSERT INTO settings_version (number, settings, published_at, published_by) VALUES ($1, $2, $3, $4)', [(last?.number ?? 0) + 1, JSON.stringify(chosen), at, by]);
  return 'published';
}
