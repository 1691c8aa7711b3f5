import { randomUUID } from 'node:crypto';
import type { Instant } from '#domain';
import { CopyRows, type Database } from '#persistence';
import type { Problem } from './findings.js';

/** A line by what makes it one dossier: its code within its source, and its content. */
export interface IdentifiedLine {
  readonly line: number;
  readonly code: string;
  readonly contentHash: string;
}

/** `new`, imported before with the same content, or why it stays out. */
export type Verdict = 'new' | 'unchanged' | Problem;

interface Known {
  readonly line: number;
  readonly imported: string | null;
  readonly taken: boolean;
}

/**
 * Tells which lines of a batch are new, set-based over the staging table. `underway` holds the codes, with their content,
 * that this import is writing at the moment, batch by batch; a code given twice goes in once.
 */
export async function identifyLines(database: Database, source: string, lines: readonly IdentifiedLine[], underway: readonly ReadonlyMap<string, string>[], at: Instant): Promise<ReadonlyMap<number, Verdict>> {
  const known = new Map((await readKnown(database, source, lines, at)).map((row) => [row.line, row]));
  const earlier = new Map<string, string>();
  return new Map(
    lines.map(({ line, code, contentHash }): readonly [number, Verdict] => {
      const row = known.get(line);
      const before = row?.imported ?? underway.find((codes) => codes.has(code))?.get(code) ?? earlier.get(code);
      if (before !== undefined) {
        return [line, before === contentHash ? 'unchanged' : differs(source)];
      }
      if (row?.taken === true) {
        return [line, taken()];
      }
      earlier.set(code, contentHash);
      return [line, 'new'];
    }),
  );
}

async function readKnown(database: Database, source: string, lines: readonly IdentifiedLine[], at: Instant): Promise<readonly Known[]> {
  const importId = randomUUID();
  return database.bulk(async (tx) => {
    await tx.copy('import_line', ['import_id', 'line', 'staged_at', 'code', 'content_hash'], new CopyRows(lines.map(({ line, code, contentHash }) => [importId, line, at, code, contentHash])));
    const known = await tx.rows<Known>(
      `SELECT * FROM (
         SELECT s.line, (SELECT i.content_hash FROM dossier_import i WHERE i.source = $2 AND i.code = s.code) AS imported, coalesce((SELECT true FROM dossier d WHERE d.code = s.code), false) AS taken
         FROM import_line s WHERE s.import_id = $1 OFFSET 0
       ) AS line WHERE imported IS NOT NULL OR taken`,
      [importId, source],
    );
    await tx.run('DELETE FROM import_line WHERE import_id = $1', [importId]);
    return known;
  });
}

function differs(source: string): Problem {
  return { column: 'code', reason: 'content-differs', detail: `came from source ${source} before, or earlier in this file, with other content: what has changed since is entered as commands` };
}

function taken(): Problem {
  return { column: 'code', reason: 'code-taken', detail: 'is the code of a dossier of another source or of our own counters: give this one another, for codes are told apart in the whole system' };
}
