import { differenceOf, formatLocalDate, localDateOf, parseProcedure, type ProcedureChange, ProcedureFormatError, type ProcedureProblem, type ProcedureReport, type ProcedureVersion, validateProcedure } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import type { Reader } from '../rule-book.js';
import { readAgencies } from './agencies.js';
import { type ChangeAuthor, keepChange, knownChange } from './changes.js';
import { nextVersion } from './next-version.js';
import { publishProcedure } from './publish.js';
import { lastVersionBelow } from './versions.js';

/** A version as somebody writes it down: its content without number, and the number of the last version they saw (0: of none). */
interface WrittenVersion {
  readonly content: unknown;
  readonly basedOn: number;
}

/** What is found of a version that is being written. Nothing of it is kept. */
export type ProcedureCheck =
  /** It does not have the form of a procedure yet: the first place that keeps it from being read. */
  | { readonly kind: 'unreadable'; readonly path: string; readonly detail: string }
  /** What it says differently from the last published version. */
  | { readonly kind: 'checked'; readonly report: ProcedureReport; readonly late: boolean; readonly base?: number; readonly changes: readonly ProcedureChange[] };

/** What publishing came to. `moved-on`: somebody published another version meanwhile. `begins-in-the-past`: versions bind from the day of their publication at the earliest. */
export type VersionPublication =
  | { readonly kind: 'published'; readonly procedure: ProcedureVersion; readonly warnings: readonly ProcedureProblem[]; readonly open: number }
  | { readonly kind: 'unreadable'; readonly path: string; readonly detail: string }
  | { readonly kind: 'refused'; readonly problems: readonly ProcedureProblem[] }
  | { readonly kind: 'moved-on'; readonly last: number }
  | { readonly kind: 'code-differs' | 'begins-in-the-past' | 'key-conflict' };

const NO_BOUND = 2_147_483_647;

/** Checks what somebody writes of a procedure, as publishing it would, and holds it against the last version. */
export async function checkProcedure(read: Reader, content: unknown, at: ChangeAuthor['at']): Promise<ProcedureCheck> {
  const parsed = parse(content, NO_BOUND);
  if ('path' in parsed) {
    return { kind: 'unreadable', ...parsed };
  }
  const agencies = await readAgencies(read);
  const endings = new Map([...agencies.values()].flatMap(({ code, endsOn }) => (endsOn === undefined ? [] : [[code, endsOn] as const])));
  const base = await lastVersionBelow(read, parsed.code, NO_BOUND);
  return {
    kind: 'checked',
    report: validateProcedure(parsed, new Set(agencies.keys()), endings),
    late: isPast(parsed, at),
    ...(base === undefined ? {} : { base: base.procedure.version }),
    changes: base === undefined ? [] : differenceOf(base.procedure, parsed),
  };
}

/**
 * Publishes the next version of a procedure, once for a key: immutable from then on, under the same checks as a catalogue file. Open
 * dossiers keep the version they began with.
 */
export async function publishVersion(engine: Pick<Engine, 'database' | 'rules' | 'sha256'>, code: string, written: WrittenVersion, author: ChangeAuthor): Promise<VersionPublication> {
  const publication = await engine.database.transaction(async (tx): Promise<VersionPublication> => {
    const known = await knownChange(tx, author);
    if (known === 'key-conflict') {
      return { kind: 'key-conflict' };
    }
    if (known !== undefined) {
      return { kind: 'published', procedure: known.after as ProcedureVersion, warnings: [], open: await countOpen(tx, code) };
    }
    const version = await nextVersion(tx, code);
    if (version - 1 !== written.basedOn) {
      return { kind: 'moved-on', last: version - 1 };
    }
    const procedure = parse(written.content, version);
    if ('path' in procedure) {
      return { kind: 'unreadable', ...procedure };
    }
    if (procedure.code !== code) {
      return { kind: 'code-differs' };
    }
    if (isPast(procedure, author.at)) {
      return { kind: 'begins-in-the-past' };
    }
    return writeVersion(engine, tx, procedure, author);
  });
  engine.rules.doubt();
  return publication;
}

/** Publishes a version under a number that was taken in the same transaction. */
export async function writeVersion({ sha256 }: Pick<Engine, 'sha256'>, tx: Transaction, procedure: ProcedureVersion, author: ChangeAuthor): Promise<Extract<VersionPublication, { readonly kind: 'published' | 'refused' }>> {
  const { code, version } = procedure;
  const publication = await publishProcedure(tx, procedure, new Set((await readAgencies(tx)).keys()), sha256, author.at);
  if (publication.kind === 'refused') {
    return publication;
  }
  if (publication.kind === 'version-taken') {
    throw new Error(`Version ${String(version)} of procedure ${code} was published while its number was held`);
  }
  await keepChange(tx, { subject: 'procedure', code, version, after: procedure }, author);
  return { kind: 'published', procedure, warnings: publication.warnings, open: await countOpen(tx, code) };
}

/** How many open dossiers keep an earlier version. */
async function countOpen(read: Reader, code: string): Promise<number> {
  return (await read.first<{ n: number }>('SELECT count(*)::integer AS n FROM dossier WHERE procedure_code = $1 AND NOT closed', [code]))?.n ?? 0;
}

function isPast({ effectiveFrom }: ProcedureVersion, at: ChangeAuthor['at']): boolean {
  return effectiveFrom < formatLocalDate(localDateOf(at));
}

function parse(content: unknown, version: number): ProcedureVersion | { readonly path: string; readonly detail: string } {
  try {
    return parseProcedure(typeof content === 'object' && content !== null ? { ...content, version } : content);
  } catch (error) {
    if (error instanceof ProcedureFormatError) {
      return { path: error.path, detail: error.message };
    }
    throw error;
  }
}
