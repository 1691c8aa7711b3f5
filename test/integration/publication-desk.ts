import { Buffer } from 'node:buffer';
import { expect } from 'vitest';
import type { Answer, Call, startTestApi } from './api-harness.js';

/** Who enters decisions, who corrects them, and who posts. */
export const MANAGER: Call = { as: { role: 'manager', agency: 'H99', subject: 'manager-1' } };
export const SECOND: Call = { as: { role: 'manager', agency: 'H99', subject: 'manager-2' } };
export const POSTER: Call = { as: { role: 'officer', agency: 'H99', subject: 'poster-1' } };
export const CHECKER: Call = { as: { role: 'officer', agency: 'H99', subject: 'poster-2' } };

const PDF = new Uint8Array(Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'));

/** An item of a decision as it is answered. */
export interface Item {
  readonly publication: string;
  readonly code: string;
  readonly places: readonly { readonly place: string; readonly standing: string; readonly dueAt: string | null }[];
  readonly missingParts: readonly { readonly code: string }[];
  readonly links: Readonly<Record<string, string>>;
}

export function itemsOf({ body }: Answer): readonly Item[] {
  return body['items'] as readonly Item[];
}


/** A desk that enters decisions and records postings over HTTP. */
export interface PublicationDesk {
  readonly key: () => string;
  /** A decision of the province on 17 August 2026, a Monday, the day before the clock of the API's tests begins. */
  readonly decision: (change?: object) => Promise<Record<string, unknown>>;
  readonly enter: (body: object, call?: Call, given?: string) => Promise<Answer>;
  /** Enters a decision and returns its code and that of its first publication. */
  readonly announced: (change?: object) => Promise<{ readonly code: string; readonly publication: string }>;
  /** Records a posting; with a reason, corrects one. */
  readonly click: (publication: string, place: string, clickedAt: string, call?: Call, more?: object) => Promise<Answer>;
  /** Uploads a file for whoever asks. */
  readonly proof: (call?: Call) => Promise<readonly string[]>;
}

/** A desk on a test's API. */
export function publicationDesk({ post }: Pick<Awaited<ReturnType<typeof startTestApi>>, 'post'>): PublicationDesk {
  let keys = 0;
  let numbers = 2_000;

  function key(): string {
    keys += 1;
    return `publication-key-${String(keys)}`;
  }

  async function proof(call = POSTER): Promise<readonly string[]> {
    return [String((await post('/api/v1/evidence', { ...call, raw: { type: 'application/pdf', content: PDF } })).body['file'])];
  }

  async function decision(change: object = {}): Promise<Record<string, unknown>> {
    numbers += 1;
    return {
      number: `${String(numbers)}/QĐ-UBND`,
      issuer: { agency: 'H99', level: 'province' },
      signedOn: '2026-08-17',
      effectiveOn: '2026-09-01',
      items: [{ kind: 'procedure', code: '1.013225', version: 3, change: 'new' }],
      evidence: await proof(MANAGER),
      ...change,
    };
  }

  function enter(body: object, call = MANAGER, given = key()): Promise<Answer> {
    return post('/api/v1/announcements', { ...call, key: given, body });
  }

  async function announced(change: object = {}): Promise<{ readonly code: string; readonly publication: string }> {
    const answer = await enter(await decision(change));
    expect([answer.status, answer.status === 201 ? '' : answer.text]).toEqual([201, '']);
    return { code: String(answer.body['code']), publication: itemsOf(answer)[0]?.publication ?? '' };
  }

  async function click(publication: string, clock_: string, clickedAt: string, call = POSTER, more: object = {}): Promise<Answer> {
    const address = ['counter', 'internal-process', 'hotline'].includes(clock_) ? 'Bảng niêm yết, tầng 1' : `https://dichvucong.gov.vn/${publication}`;
    const path = 'reason' in more ? 'postings/corrections' : 'postings';
    return post(`/api/v1/publications/${publication}/${path}`, { ...call, key: key(), body: { clock: clock_, clickedAt, address, evidence: await proof(call), ...more } });
  }

  return { key, decision, enter, announced, click, proof };
}
