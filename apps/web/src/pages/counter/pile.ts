import { useCallback, useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { call, isProblem } from '../../api/client.js';
import { type CommandRequest, type CommandState, outcomeOf, sendOnce } from '../../api/commands.js';
import { useDraft } from '../../session/drafts.js';
import { useMe } from '../../session/me.js';
import type { Dossier } from './dossier-types.js';
import { handedOver, type HandedOver, type Holding, holdingOf, type PileCommand } from './handed-over.js';

/** What a result that comes back is. */
export const RESULT_OUTCOMES = ['granted', 'refused'] as const;
/** One of them. */
export type ResultOutcome = (typeof RESULT_OUTCOMES)[number];

/** A line as it is kept for the tab: a code and how far it is, nothing of a person. */
interface KeptLine {
  readonly code: string;
  /** `accepted`: kept by the server, its outcome will come. `unanswered`: sent, and the answer was lost. */
  readonly state: 'reading' | 'unknown' | 'not-allowed' | 'ready' | 'sending' | 'unanswered' | 'accepted' | 'done' | 'refused';
  readonly why?: string;
  /** What the result is, where results come back. */
  readonly outcome: ResultOutcome;
  /** Under which the line's command is sent, however often. */
  readonly key: string;
  /** The command the server has kept. */
  readonly commandId?: string;
  /** Where its papers were before the command. */
  readonly before?: Holding;
  /** Who gave its papers to whom, once the command is carried out; absent where the dossier could not be read after it. */
  readonly handed?: readonly HandedOver[];
}

/** A dossier of a pile, and how far it is. */
export interface PileLine extends KeptLine {
  readonly dossier?: Dossier;
}

interface KeptPile {
  readonly command: PileCommand;
  /** What a line scanned next is. */
  readonly outcome: ResultOutcome;
  readonly lines: readonly KeptLine[];
}

const EMPTY_PILE: KeptPile = { command: 'Forward', outcome: 'granted', lines: [] };

/** A pile being scanned, and what becomes of it. */
interface Pile extends KeptPile {
  readonly lines: readonly PileLine[];
  /** What is done with the pile; asked for before the first line. */
  readonly setCommand: (command: PileCommand) => void;
  /** What lines scanned from now on are; with a code, what that line is. */
  readonly setOutcome: (outcome: ResultOutcome, code?: string) => void;
  readonly add: (code: string) => Promise<void>;
  readonly remove: (code: string) => void;
  readonly run: () => Promise<void>;
  readonly isRunning: boolean;
  readonly empty: () => void;
}

/**
 * Each dossier once, however often it is scanned; each command under a key of its own that a repetition keeps. Codes and how far they are
 * outlive a reload of the page; what was under way is taken up again.
 */
export function usePile(): Pile {
  const { value: pile, keep, forget } = useDraft<KeptPile>('pile', EMPTY_PILE);
  const [dossiers, setDossiers] = useState<Readonly<Record<string, Dossier>>>({});
  const [isRunning, setIsRunning] = useState(false);
  const latest = useRef(pile);
  const queries = useQueryClient();
  const own = useMe().agency.code;
  const change = useCallback((next: KeptPile) => {
    latest.current = next;
    keep(next);
  }, [keep]);
  const set = useCallback((code: string, part: Partial<KeptLine>) => {
    change({ ...latest.current, lines: latest.current.lines.map((line) => (line.code === code ? { ...line, ...part } : line)) });
  }, [change]);
  const read = useCallback(async (code: string, decides: boolean) => {
    const { data, error } = await readDossier(code);
    if (data !== undefined) setDossiers((all) => ({ ...all, [code]: data }));
    if (!decides) return;
    if (data === undefined) set(code, { state: 'unknown', ...(isProblem(error) ? { why: error.title } : {}) });
    else if (data.allowedActions.includes(latest.current.command)) set(code, { state: 'ready', before: holdingOf(data) });
    else set(code, { state: 'not-allowed', why: data.statusLabel });
  }, [set]);
  const settle = useCallback(async (code: string, outcome: CommandState) => {
    if (outcome.kind !== 'applied') {
      show(set, code, outcome);
      return;
    }
    const before = latest.current.lines.find((line) => line.code === code)?.before;
    const after = outcome.dossier ?? (await readDossier(code)).data;
    set(code, { state: 'done', ...(before === undefined || after === undefined ? {} : { handed: handedOver(latest.current.command, { before, after: holdingOf(after), own }) }) });
  }, [own, set]);
  const awaitOutcome = useCallback(async (code: string, commandId: string) => {
    await settle(code, await outcomeOf(commandId));
  }, [settle]);
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    for (const { code, state, commandId } of latest.current.lines) {
      void read(code, state === 'reading' || state === 'ready');
      if (state === 'sending') set(code, { state: 'unanswered' });
      if (state === 'accepted' && commandId !== undefined) void awaitOutcome(code, commandId);
    }
  }, [awaitOutcome, read, set]);
  const add = useCallback(async (code: string) => {
    if (latest.current.lines.some((line) => line.code === code)) return;
    change({ ...latest.current, lines: [...latest.current.lines, { code, state: 'reading', outcome: latest.current.outcome, key: crypto.randomUUID() }] });
    await read(code, true);
  }, [change, read]);
  const remove = useCallback((code: string) => {
    change({ ...latest.current, lines: latest.current.lines.filter((line) => line.code !== code) });
  }, [change]);
  const run = useCallback(async () => {
    setIsRunning(true);
    const awaited: Promise<void>[] = [];
    for (const { code, key, outcome } of latest.current.lines.filter(canBeSent)) {
      set(code, { state: 'sending' });
      const sent = await sendOnce(code, requestOf(latest.current.command, outcome), { 'Idempotency-Key': key });
      await settle(code, sent);
      // A slow workflow service holds nothing up: the pile goes on and outcomes come in behind it.
      if (sent.kind === 'accepted') awaited.push(awaitOutcome(code, sent.id));
    }
    setIsRunning(false);
    await Promise.all(awaited);
    await queries.invalidateQueries();
  }, [awaitOutcome, queries, set, settle]);
  const setCommand = useCallback((command: PileCommand) => { change({ ...latest.current, command }); }, [change]);
  const setOutcome = useCallback((outcome: ResultOutcome, code?: string) => {
    if (code === undefined) change({ ...latest.current, outcome });
    else set(code, { outcome });
  }, [change, set]);
  const empty = useCallback(() => {
    latest.current = { ...EMPTY_PILE, command: latest.current.command };
    forget();
    keep(latest.current);
    setDossiers({});
  }, [forget, keep]);
  const lines = pile.lines.map((line): PileLine => (dossiers[line.code] === undefined ? line : { ...line, dossier: dossiers[line.code] as Dossier }));
  return { ...pile, lines, setCommand, setOutcome, add, remove, run, isRunning, empty };
}

/** Whether the next press sends a line: what was not sent yet, or what nobody has answered. */
export function canBeSent({ state }: Pick<KeptLine, 'state'>): boolean {
  return state === 'ready' || state === 'unanswered';
}

async function readDossier(code: string): Promise<{ readonly data?: Dossier; readonly error?: unknown }> {
  return call.GET('/api/v1/dossiers/{code}', { params: { path: { code } } }).catch((error: unknown) => ({ error }));
}

function requestOf(command: PileCommand, outcome: ResultOutcome): CommandRequest {
  return command === 'RecordResult' ? { type: command, body: { outcome } } : { type: command, body: {} };
}

function show(set: (code: string, part: Partial<KeptLine>) => void, code: string, outcome: Exclude<CommandState, { readonly kind: 'applied' }>): void {
  switch (outcome.kind) {
    case 'accepted':
      set(code, { state: 'accepted', commandId: outcome.id });
      return;
    case 'refused':
      set(code, { state: 'refused', why: outcome.problem.title });
      return;
    default:
      // The next press sends the same command under the same key.
      set(code, { state: 'unanswered' });
  }
}
