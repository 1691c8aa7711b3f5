import type { LetterTemplateChoice } from '#domain';
import type { Engine } from '../engine.js';

/** A published version of a scope's template, with when and by whom. */
export interface TemplateVersion {
  readonly scope: string;
  readonly number: number;
  readonly content: LetterTemplateChoice;
  readonly publishedAt: number;
  readonly publishedBy: string;
}

interface VersionRow {
  readonly scope: string;
  readonly number: number;
  readonly content: LetterTemplateChoice;
  readonly published_at: number;
  readonly published_by: string;
}

const COLUMNS = 'scope, number, content, published_at, published_by';

/** The versions in force of scopes after `after`, by scope. */
export async function listTemplates({ database }: Engine, { after = '', limit }: { readonly after?: string; readonly limit: number }): Promise<readonly TemplateVersion[]> {
  const rows = await database.read.rows<VersionRow>(`SELECT DISTINCT ON (scope) ${COLUMNS} FROM letter_template WHERE scope > $1 ORDER BY scope, number DESC LIMIT $2`, [after, limit]);
  return rows.map(versionOf);
}

/** Versions of a scope after the one numbered `after`, oldest first. */
export async function listTemplateVersions({ database }: Engine, scope: string, { after = 0, limit }: { readonly after?: number; readonly limit: number }): Promise<readonly TemplateVersion[]> {
  const rows = await database.read.rows<VersionRow>(`SELECT ${COLUMNS} FROM letter_template WHERE scope = $1 AND number > $2 ORDER BY number LIMIT $3`, [scope, after, limit]);
  return rows.map(versionOf);
}

/** The version of a scope in force, or the one of a number; `undefined` when there is none. */
export async function readTemplateVersion({ database }: Engine, scope: string, number?: number): Promise<TemplateVersion | undefined> {
  const row = await database.read.first<VersionRow>(`SELECT ${COLUMNS} FROM letter_template WHERE scope = $1 AND ($2::integer IS NULL OR number = $2) ORDER BY number DESC LIMIT 1`, [scope, number ?? null]);
  return row === undefined ? undefined : versionOf(row);
}

function versionOf({ scope, number, content, published_at, published_by }: VersionRow): TemplateVersion {
  return { scope, number, content, publishedAt: published_at, publishedBy: published_by };
}
