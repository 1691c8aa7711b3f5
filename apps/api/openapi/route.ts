import type { z } from 'zod';

/** What an answer holds: JSON of a named schema, server-sent events whose data is that, or bytes or text of one of these media types. */
export type AnswerContent = { readonly json: z.ZodType } | { readonly events: z.ZodType } | { readonly media: readonly string[] };

/** One route of the API as its description states it. Paths carry the whole prefix. */
export interface RouteDescription {
  readonly method: 'get' | 'post';
  readonly path: string;
  /** Name of the operation; clients generated from the document call it so. */
  readonly id: string;
  readonly tag: 'dossiers' | 'commands' | 'letters' | 'files' | 'catalogue' | 'calendars' | 'tasks' | 'staff' | 'figures' | 'codes' | 'signing' | 'cases' | 'publications' | 'par-index' | 'portal' | 'public' | 'health';
  readonly summary: string;
  readonly params?: Readonly<Record<string, z.ZodType>>;
  readonly query?: z.ZodObject;
  /** The `Idempotency-Key` header is required. */
  readonly idempotent?: true;
  /** An `Accept-Language` header is understood. */
  readonly languages?: true;
  /** A `Last-Event-ID` header is understood. */
  readonly resumable?: true;
  readonly body?: { readonly json: z.ZodType } | { readonly media: readonly string[] };
  readonly answers: Readonly<Record<number, { readonly description: string; readonly content?: AnswerContent }>>;
  /** Statuses answered with problem details, beside those every route may answer. */
  readonly problems?: readonly number[];
  /** Answers without a token. */
  readonly open?: true;
}
