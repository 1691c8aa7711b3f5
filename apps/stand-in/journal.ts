import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { SentDossier, SentStep } from './portal/contract.js';

/** A mail the sink took. */
export interface KeptMail {
  readonly kind: 'mail';
  readonly at: number;
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly { readonly name: string; readonly contentType: string; readonly size: number; readonly sha256: string }[];
}

/** A message the gateway took: one a key. */
export interface KeptMessage {
  readonly kind: 'message';
  readonly at: number;
  readonly key: string;
  readonly channel: string;
  readonly to: string;
  readonly template: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** What became of a message later, as told by whoever plays with the stand-in. */
interface LaterNews {
  readonly kind: 'news';
  readonly at: number;
  readonly key: string;
  readonly status: 'delivered' | 'failed';
  readonly reason?: string;
}

/** Something that broke the contract and was turned away. */
interface TurnedAway {
  readonly kind: 'turned-away';
  readonly at: number;
  readonly by: 'smtp' | 'gateway' | 'portal';
  readonly why: string;
  /** Of a message of the national portal, the key it was told under. */
  readonly key?: string;
}

/** A message the portal took: one a key. */
export type TakenByPortal = {
  readonly kind: 'portal-taken';
  readonly at: number;
  readonly key: string;
  readonly code: string;
  readonly sequence: number;
  readonly hash: string;
  readonly receipt: string;
} & ({ readonly service: 'DongBoHoSoMC'; readonly data: readonly SentDossier[] } | { readonly service: 'CapNhatTienDoHoSoMC'; readonly data: readonly SentStep[] });

/** A dossier somebody filed on the portal. */
interface FiledOnPortal {
  readonly kind: 'portal-filed';
  readonly at: number;
  readonly code: string;
}

/** A line of the journal. */
export type JournalEntry = KeptMail | KeptMessage | LaterNews | TurnedAway | TakenByPortal | FiledOnPortal;

/**
 * Everything the stand-in took, on disk before it is answered for: a kill between the two loses nothing. A line cut off by a
 * kill was never answered for and is dropped.
 */
export class Journal {
  readonly #entries: JournalEntry[] = [];
  readonly #messages = new Map<string, KeptMessage>();
  readonly #news = new Map<string, LaterNews>();
  readonly #file: number;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, 'stand-in.jsonl');
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    for (const line of text.split('\n').slice(0, -1)) this.#remember(JSON.parse(line) as JournalEntry);
    this.#file = openSync(path, 'a');
    if (text !== '' && !text.endsWith('\n')) writeSync(this.#file, '\n');
  }

  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  add(entry: JournalEntry): void {
    writeSync(this.#file, `${JSON.stringify(entry)}\n`);
    this.#remember(entry);
  }

  messageOf(key: string): KeptMessage | undefined {
    return this.#messages.get(key);
  }

  /** What the gateway answers for a key it took. */
  standingOf(key: string): { readonly status: 'accepted' | 'delivered' | 'failed'; readonly reason?: string } {
    const news = this.#news.get(key);
    return news === undefined ? { status: 'accepted' } : { status: news.status, ...(news.reason === undefined ? {} : { reason: news.reason }) };
  }

  close(): void {
    closeSync(this.#file);
  }

  #remember(entry: JournalEntry): void {
    this.#entries.push(entry);
    if (entry.kind === 'message') this.#messages.set(entry.key, entry);
    if (entry.kind === 'news') this.#news.set(entry.key, entry);
  }
}
