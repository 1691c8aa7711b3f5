import { parseSettings, ProcedureFormatError, type SettingsChoice } from '#domain';
import type { Engine } from '../engine.js';
import type { Reader } from '../rule-book.js';
import { type ChangeAuthor, keepChange, knownChange } from './changes.js';
import { publishSettings } from './publish.js';

/** A published version of what the installation chose. */
export interface SettingsVersion {
  readonly number: number;
  readonly settings: SettingsChoice;
  readonly publishedAt: number;
  readonly publishedBy: string;
}

/** What publishing settings came to. */
type SettingsPublication =
  | { readonly kind: 'published' | 'unchanged'; readonly number: number }
  | { readonly kind: 'unreadable'; readonly path: string; readonly detail: string }
  | { readonly kind: 'moved-on'; readonly last: number }
  | { readonly kind: 'key-conflict' };

/** Number of the advisory lock under which settings are published. */
const PUBLISHING = 4_804_047;

interface Row {
  readonly number: number;
  readonly settings: SettingsChoice;
  readonly published_at: number;
  readonly published_by: string;
}

/** Versions below a number, the last first; the program's own settings hold where there is none. */
export async function listSettings(read: Reader, { before, limit }: { readonly before?: number; readonly limit: number }): Promise<readonly SettingsVersion[]> {
  const rows = await read.rows<Row>('SELECT number, settings, published_at, published_by FROM settings_version WHERE $1::integer IS NULL OR number < $1 ORDER BY number DESC LIMIT $2', [before ?? null, limit]);
  return rows.map(({ number, settings, published_at, published_by }) => ({ number, settings, publishedAt: published_at, publishedBy: published_by }));
}

/** Publishes what an installation chooses from now on in place of the version `basedOn` (0: of none), once for a key. Dates already set keep the warnings they were set with. */
export async function publishChosenSettings(engine: Pick<Engine, 'database' | 'rules'>, content: unknown, basedOn: number, author: ChangeAuthor): Promise<SettingsPublication> {
  const settings = read(content);
  if ('path' in settings) {
    return { kind: 'unreadable', ...settings };
  }
  const publication = await engine.database.transaction(async (tx): Promise<SettingsPublication> => {
    const known = await knownChange(tx, author);
    if (known !== undefined) {
      return known === 'key-conflict' ? { kind: 'key-conflict' } : { kind: 'unchanged', number: known.version ?? 0 };
    }
    await tx.run('SELECT pg_advisory_xact_lock($1)', [PUBLISHING]);
    const [last] = await listSettings(tx, { limit: 1 });
    const number = last?.number ?? 0;
    if (number !== basedOn) {
      return { kind: 'moved-on', last: number };
    }
    if ((await publishSettings(tx, settings.chosen, author.at, author.by)) === 'unchanged') {
      return { kind: 'unchanged', number };
    }
    await keepChange(tx, { subject: 'settings', code: 'installation', version: number + 1, ...(last === undefined ? {} : { before: last.settings }), after: settings.chosen }, author);
    return { kind: 'published', number: number + 1 };
  });
  engine.rules.doubt();
  return publication;
}

function read(content: unknown): { readonly chosen: SettingsChoice } | { readonly path: string; readonly detail: string } {
  try {
    return { chosen: parseSettings(content) };
  } catch (error) {
    if (error instanceof ProcedureFormatError) {
      return { path: error.path, detail: error.message };
    }
    throw error;
  }
}
