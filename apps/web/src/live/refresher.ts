import type { Query, QueryClient } from '@tanstack/react-query';
import { reread } from '../api/reread.js';
import type { Change } from './stream.js';

/** A kind of message that says what to read again. */
type Hint = Exclude<Change['kind'], 'dossier' | 'reset' | 'position'>;

const DOSSIER = '/api/v1/dossiers/{code}';
/** What happens in the same moment is read once. */
const GATHERED_MS = 200;

/** Which addresses a hint is about, and how often they are read again at most. */
const ADDRESSES: Readonly<Record<Hint, { readonly everyMs: number; readonly paths: readonly string[] }>> = {
  dossiers: { everyMs: 5_000, paths: [DOSSIER] },
  queues: {
    everyMs: 3_000,
    paths: ['/api/v1/dossiers', '/api/v1/queues', '/api/v1/tasks', '/api/v1/apologies', '/api/v1/print-queue', '/api/v1/morning-list', '/api/v1/escalations', '/api/v1/watch-list', '/api/v1/absences', '/api/v1/sign-list', '/api/v1/bulk-actions', '/api/v1/follows'],
  },
  cases: { everyMs: 3_000, paths: ['/api/v1/cases', '/api/v1/case-queues', '/api/v1/feedback', '/api/v1/publications', '/api/v1/announcements', '/api/v1/assigned-tasks', '/api/v1/task-plans'] },
  notices: { everyMs: 1_000, paths: ['/api/v1/notices'] },
  figures: { everyMs: 30_000, paths: ['/api/v1/metrics', '/api/v1/figures', '/api/v1/feedback-figures', '/api/v1/publication-figures', '/api/v1/case-rates', '/api/v1/report-runs'] },
  calendar: { everyMs: 1_000, paths: ['/api/v1/calendars', '/api/v1/calendar-drafts', '/api/v1/dossiers', '/api/v1/queues', '/api/v1/deadlines', DOSSIER] },
};

/** Has read again what asks one of these addresses, or one below, as if the stream had named them. */
export function rereadAddresses(queries: QueryClient, ...paths: readonly string[]): void {
  reread(queries, (query) => asksOne(query, paths));
}

/** Has read again what work on dossiers changes: their pages, and every list and badge they stand in. */
export function rereadWork(queries: QueryClient): void {
  rereadAddresses(queries, ...ADDRESSES.queues.paths, DOSSIER);
}

/** Whether a query asks one of these addresses, or one below; a list is not what lies below it by code. */
function asksOne(query: Query, paths: readonly string[]): boolean {
  const path = query.queryKey[1];
  return typeof path === 'string' && paths.some((one) => path === one || (path.startsWith(`${one}/`) && !(one === '/api/v1/dossiers' && path.startsWith(DOSSIER))));
}

function asksDossier(query: Query, codes: ReadonlySet<string>): boolean {
  const init = query.queryKey[2] as { readonly params?: { readonly path?: { readonly code?: string } } } | undefined;
  return asksOne(query, [DOSSIER]) && codes.has(init?.params?.path?.code ?? '');
}

/** Has what changed read again, where it is shown, a moment later and not too often; what is not shown is read when it is next. */
export class Refresher {
  readonly #codes = new Set<string>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #last = new Map<string, number>();

  constructor(private readonly queries: QueryClient) {}

  /** Takes a message of the stream. */
  take(change: Change): void {
    if (change.kind === 'dossier') {
      this.#codes.add(change.code);
      this.#plan('dossier', 0, () => {
        const codes = new Set(this.#codes);
        this.#codes.clear();
        reread(this.queries, (query) => asksDossier(query, codes));
      });
    } else if (change.kind === 'reset') {
      this.#plan('reset', 0, () => { reread(this.queries, () => true); });
    } else if (change.kind !== 'position') {
      const { everyMs, paths } = ADDRESSES[change.kind];
      this.#plan(change.kind, everyMs, () => { reread(this.queries, (query) => asksOne(query, paths)); });
    }
  }

  /** Plans nothing more. */
  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #plan(name: string, everyMs: number, work: () => void): void {
    if (this.#timers.has(name)) return;
    const rest = Math.max(GATHERED_MS, (this.#last.get(name) ?? -Infinity) + everyMs - performance.now());
    this.#timers.set(name, setTimeout(() => {
      this.#timers.delete(name);
      this.#last.set(name, performance.now());
      work();
    }, rest));
  }
}
