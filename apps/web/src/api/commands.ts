import { useCallback, useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useLabels } from '../texts/use-labels.js';
import { call, isRefusal, type Problem } from './client.js';
import { tellLateRefusal } from './late-refusals.js';
import type { components } from './schema.js';
import { useRequestKey } from './request-key.js';
import { rereadAfterAction } from './reread.js';

/** What may be sent to a dossier. */
export type CommandRequest = components['schemas']['CommandRequest'];

/** How far a command is. `accepted` is the honest answer of a slow or stopped workflow service: it is kept, and its outcome will come. */
export type CommandState =
  | { readonly kind: 'idle' | 'sending' }
  /** With the dossier as it then was, where the answer told it at once. */
  | { readonly kind: 'applied'; readonly dossier?: components['schemas']['Dossier'] }
  | { readonly kind: 'accepted'; readonly id: string }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'unreachable' };

const ASK_EVERY_MS = 2_000;
/** Where it takes longer than a minute, the service stands still: then asking seldom is enough. */
const ASK_OFTEN_TIMES = 30;
const ASK_SELDOM_MS = 15_000;
const TOO_MANY_REQUESTS = 429;

/** A command to one dossier, with its outcome. */
export interface SendingCommand {
  readonly state: CommandState;
  /** Nothing may be sent now: a command is under way, or has been carried out. */
  readonly isBusy: boolean;
  /** Resolves with the outcome that is known at once or, where the server takes longer, when it has one. */
  readonly send: (request: CommandRequest) => Promise<CommandState>;
}

/**
 * Sends commands to a dossier, each under a key of its own that a repetition after a lost answer keeps; what has changed is read again
 * afterwards. A refusal that comes when its dialog is closed already is told in a corner of the page.
 */
export function useCommand(code: string): SendingCommand {
  const [state, setState] = useState<CommandState>({ kind: 'idle' });
  const commandLabels = useLabels('commands');
  const { header, renew } = useRequestKey();
  const queries = useQueryClient();
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => { isShown.current = false; };
  }, []);
  const send = useCallback(async (request: CommandRequest) => {
    setState({ kind: 'sending' });
    const sent = await sendOnce(code, request, header());
    if (sent.kind !== 'unreachable') renew();
    setState(sent);
    const outcome = sent.kind === 'accepted' ? await outcomeOf(sent.id) : sent;
    setState(outcome);
    if (outcome.kind === 'applied') rereadAfterAction(queries);
    if (outcome.kind === 'refused' && !isShown.current) {
      tellLateRefusal({ title: `${commandLabels[request.type]} · ${code}`, reason: outcome.problem.title });
    }
    return outcome;
  }, [code, commandLabels, header, queries, renew]);
  return { state, isBusy: state.kind === 'sending' || state.kind === 'accepted' || state.kind === 'applied', send };
}

/** Sends a command once: for whoever has a key of their own for each of many. */
export async function sendOnce(code: string, body: CommandRequest, header: { readonly 'Idempotency-Key': string }): Promise<CommandState> {
  try {
    const { data, error, response } = await call.POST('/api/v1/dossiers/{code}/commands', { params: { path: { code }, header }, body });
    if (data !== undefined && response.status === 202) return { kind: 'accepted', id: data.id };
    if (data !== undefined) return { kind: 'applied', ...('dossier' in data && data.dossier !== null ? { dossier: data.dossier } : {}) };
    return isRefusal(error) ? { kind: 'refused', problem: error } : { kind: 'unreachable' };
  } catch {
    return { kind: 'unreachable' };
  }
}

/** Asks until the command is settled: it is in the server's inbox and cannot be lost. Ends as refused where the server refuses to tell: nobody would ever hear. */
export async function outcomeOf(id: string): Promise<CommandState> {
  for (let times = 0; ; times += 1) {
    const rest = times < ASK_OFTEN_TIMES ? ASK_EVERY_MS : ASK_SELDOM_MS;
    await new Promise((resolve) => { setTimeout(resolve, rest); });
    const answer = await call.GET('/api/v1/commands/{id}', { params: { path: { id } } }).catch(() => undefined);
    const command = answer?.data;
    if (command?.status === 'applied') return { kind: 'applied' };
    if (command?.problem != null) return { kind: 'refused', problem: command.problem };
    const refusal: unknown = answer?.error;
    if (isRefusal(refusal) && refusal.status !== TOO_MANY_REQUESTS) return { kind: 'refused', problem: refusal };
  }
}
