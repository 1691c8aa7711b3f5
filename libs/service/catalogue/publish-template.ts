import { type Instant, type LetterTemplateChoice, NATION, parseLetterTemplate } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import type { PublishedTemplate } from '../letters/templates.js';
import { retryAll } from '../letters/rearm-letters.js';
import { sha256 } from '../open-engine.js';
import { stableText } from '../stable-text.js';

/** Number of the advisory lock under which templates are published. */
const PUBLISHING = 4_804_011;

/** Who publishes a template, when, and under which key if the request may be repeated. */
export interface TemplateAuthor {
  readonly at: Instant;
  readonly by: string;
  readonly idempotencyKey?: string;
}

/** What publishing a template came to. `key-conflict`: the key stands for another request. */
export type TemplatePublication =
  | { readonly kind: 'published' | 'unchanged'; readonly template: PublishedTemplate }
  | { readonly kind: 'unknown-scope' }
  | { readonly kind: 'key-conflict' };

/**
 * Publishes how a scope prints (the nation, a province, an agency) as a new version; one that equals the version in force
 * changes nothing, and a repeated key gives the version it made. Letters produced already stay as they are; those that failed
 * are tried again. Throws `ProcedureFormatError` with the path of what is wrong in `content`.
 */
export async function publishTemplate(tx: Transaction, scope: string, content: unknown, { at, by, idempotencyKey }: TemplateAuthor): Promise<TemplatePublication> {
  if (scope !== NATION && (await tx.first('SELECT FROM agency WHERE code = $1', [scope])) === undefined) {
    return { kind: 'unknown-scope' };
  }
  const choice = parseLetterTemplate(content, scope === NATION ? 'many-agencies' : 'one-agency');
  // One writer at a time: numbers of a scope have no gaps, and a key is looked up after whoever used it has committed.
  await tx.run('SELECT pg_advisory_xact_lock($1)', [PUBLISHING]);
  const requestHash = sha256(stableText({ scope, content: choice }));
  if (idempotencyKey !== undefined) {
    const made = await tx.first<PublishedTemplate & { readonly request_hash: string }>('SELECT scope, number, content, request_hash FROM letter_template WHERE published_by = $1 AND idempotency_key = $2', [by, idempotencyKey]);
    if (made !== undefined) {
      return made.request_hash === requestHash ? { kind: 'unchanged', template: { scope: made.scope, number: made.number, content: made.content } } : { kind: 'key-conflict' };
    }
  }
  const last = await tx.first<PublishedTemplate>('SELECT scope, number, content FROM letter_template WHERE scope = $1 ORDER BY number DESC LIMIT 1', [scope]);
  if (last !== undefined && stableText(last.content) === stableText(choice)) {
    return { kind: 'unchanged', template: last };
  }
  const template = { scope, number: (last?.number ?? 0) + 1, content: choice };
  await tx.run('INSERT INTO letter_template (scope, number, content, published_at, published_by, idempotency_key, request_hash) VALUES ($1, $2, $3, $4, $5, $6, $7)', [
    scope,
    template.number,
    JSON.stringify(choice),
    at,
    by,
    idempotencyKey ?? null,
    idempotencyKey === undefined ? null : requestHash,
  ]);
  await retryAll(tx);
  return { kind: 'published', template };
}

/** Publishes a template in a transaction of its own; this process prints by it at once, others a second later at the latest. */
export async function publishLetterTemplate({ database, rules }: Pick<Engine, 'database' | 'rules'>, scope: string, content: unknown, author: TemplateAuthor): Promise<TemplatePublication> {
  const publication = await database.transaction((tx) => publishTemplate(tx, scope, content, author));
  rules.doubt();
  return publication;
}

/** The templates of a catalogue file: scopes with what each chose. */
export type CatalogueTemplates = Readonly<Record<string, LetterTemplateChoice>>;

/** Reads a catalogue's templates. Throws `ProcedureFormatError` with the path of the first wrong key, the scope first. */
export function parseTemplates(json: unknown): CatalogueTemplates {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new Error('the file must be an object of scopes, each with its template');
  }
  return Object.fromEntries(
    Object.entries(json).map(([scope, content]) => {
      try {
        return [scope, parseLetterTemplate(content, scope === NATION ? 'many-agencies' : 'one-agency')];
      } catch (error) {
        throw new Error(`${scope}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
    }),
  );
}
