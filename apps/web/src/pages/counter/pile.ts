import { useCallback, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { call, isProblem } from '../../api/client.js';
import { type CommandRequest, outcomeOf, sendOnce } from '../../api/commands.js';
import type { Dossier } from './dossier-types.js';

/** What is done with a whole pile. */
export const PILE_COMMANDS = ['Forward', 'AcceptHandover', 'RecordResult'] as const;
/** One of them. */
export type PileCommand = (typeof PILE_COMMANDS)[number];

/** A dossier of a pile, and how far it is. `accepted`: kept by the server, its outcome will come. */
export interface PileLine {
  readonly code: string;
  readonly dossier?: Dossier;
  readonly state: 'reading' | 'unknown' | 'not-allowed' | 'ready' | 'sending' | 'accepted' | 'done' | 'refused';
  readonly why?: string;
}

const REQUESTS: Readonly<Record<PileCommand, CommandRequest>> = {
  Forward: { type: 'Forward', body: {} },
  AcceptHandover: { type: 'AcceptHandover', body: {} },
  RecordResult: { type: 'RecordResult', body: { outcome: 'granted' } },
};

/** A pile being scanned, and what becomes of it. */
interface Pile {
  readonly lines: readonly PileLine[];
  readonly add: (code: string) => Promise<void>;
  readonly remove: (code: string) => void;
  readonly run: () => Promise<void>;
  readonly isRunning: boolean;
  readonly empty: () => void;
}

/** Each dossier once, however often it is scanned; each command under a key of its own that a repetition keeps. */
export function usePile(command: PileCommand): Pile {
  const [lines, setLines] = useState<readonly PileLine[]>([]);
  const [isRunning, setIsRunning] = useState(false);
  const keys = useRef(new Map<string, string>());
  const known = useRef(new Set<string>());
  const queries = useQueryClient();
  const set = useCallback((code: string, part: Partial<PileLine>) => {
    setLines((all) => all.map((line) => (line.code === code ? { ...line, ...part } : line)));
  }, []);
  const add = useCallback(async (code: string) => {
    if (known.current.has(code)) return;
    known.current.add(code);
    setLines((all) => [...all, { code, state: 'reading' }]);
    const { data, error } = await call.GET('/api/v1/dossiers/{code}', { params: { path: { code } } }).catch((reason: unknown) => ({ data: undefined, error: reason }));
    if (data === undefined) set(code, { state: 'unknown', ...(isProblem(error) ? { why: error.title } : {}) });
    else set(code, { dossier: data, state: data.allowedActions.includes(command) ? 'ready' : 'not-allowed', ...(data.allowedActions.includes(command) ? {} : { why: data.statusLabel }) });
  }, [command, set]);
  const remove = useCallback((code: string) => {
    known.current.delete(code);
    setLines((all) => all.filter((line) => line.code !== code));
  }, []);
  const run = useCallback(async () => {
    setIsRunning(true);
    const awaited: Promise<void>[] = [];
    for (const { code } of lines.filter(({ state }) => state === 'ready')) {
      set(code, { state: 'sending' });
      const key = keys.current.get(code) ?? crypto.randomUUID();
      keys.current.set(code, key);
      const sent = await sendOnce(code, REQUESTS[command], { 'Idempotency-Key': key });
      show(set, code, sent);
      // A slow workflow service holds nothing up: the pile goes on and outcomes come in behind it.
      if (sent.kind === 'accepted') awaited.push(outcomeOf(sent.id).then((outcome) => { show(set, code, outcome); }));
    }
    setIsRunning(false);
    await Promise.all(awaited);
    await queries.invalidateQueries();
  }, [command, lines, queries, set]);
  const empty = useCallback(() => {
    known.current.clear();
    keys.current.clear();
    setLines([]);
  }, []);
  return { lines, add, remove, run, isRunning, empty };
}

function show(set: (code: string, part: Partial<PileLine>) => void, code: string, outcome: Awaited<ReturnType<typeof sendOnce>>): void {
  switch (outcome.kind) {
    case 'applied':
      set(code, { state: 'done' });
      return;
    case 'accepted':
      set(code, { state: 'accepted' });
      return;
    case 'refused':
      set(code, { state: 'refused', why: outcome.problem.title });
      return;
    default:
      // The answer was lost: the line stays ready, and the next press sends the same command under the same key.
      set(code, { state: 'ready' });
  }
}
