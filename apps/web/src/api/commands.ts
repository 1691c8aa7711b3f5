import { useCallback, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { call, isProblem, type Problem } from './client.js';
import type { components } from './schema.js';
import { useRequestKey } from './request-key.js';

/** What may be sent to a dossier. */
export type CommandRequest = components['schemas']['CommandRequest'];

/** How far a command is. `accepted` is the honest answer of a slow or stopped workflow service: it is kept, and its outcome will come. */
export type CommandState =
  | { readonly kind: 'idle' | 'sending' | 'applied' }
  | { readonly kind: 'accepted'; readonly id: string }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'unreachable' };

const ASK_EVERY_MS = 2_000;

/** A command to one dossier, with its outcome. */
export interface SendingCommand {
  readonly state: CommandState;
  /** Resolves with the outcome that is known at once or, where the server takes longer, when it has one. */
  readonly send: (request: CommandRequest) => Promise<CommandState>;
  readonly reset: () => void;
}

/** Sends commands to a dossier, each under a key of its own that a repetition after a lost answer keeps; shows what has changed afterwards. */
export function useCommand(code: string): SendingCommand {
  const [state, setState] = useState<CommandState>({ kind: 'idle' });
  const { header, renew } = useRequestKey();
  const queries = useQueryClient();
  const send = useCallback(async (request: CommandRequest) => {
    setState({ kind: 'sending' });
    const sent = await sendOnce(code, request, header());
    if (sent.kind !== 'unreachable') renew();
    setState(sent);
    const outcome = sent.kind === 'accepted' ? await outcomeOf(sent.id) : sent;
    setState(outcome);
    if (outcome.kind === 'applied') await queries.invalidateQueries();
    return outcome;
  }, [code, header, queries, renew]);
  const reset = useCallback(() => { setState({ kind: 'idle' }); renew(); }, [renew]);
  return { state, send, reset };
}

async function sendOnce(code: string, body: CommandRequest, header: { readonly 'Idempotency-Key': string }): Promise<CommandState> {
  try {
    const { data, error, response } = await call.POST('/api/v1/dossiers/{code}/commands', { params: { path: { code }, header }, body });
    if (data !== undefined) return response.status === 202 ? { kind: 'accepted', id: data.id } : { kind: 'applied' };
    return isProblem(error) ? { kind: 'refused', problem: error } : { kind: 'unreachable' };
  } catch {
    return { kind: 'unreachable' };
  }
}

/** Asks until the command is settled: it is in the server's inbox and cannot be lost. */
async function outcomeOf(id: string): Promise<CommandState> {
  for (;;) {
    await new Promise((resolve) => { setTimeout(resolve, ASK_EVERY_MS); });
    const answer = await call.GET('/api/v1/commands/{id}', { params: { path: { id } } }).catch(() => undefined);
    const command = answer?.data;
    if (command?.status === 'applied') return { kind: 'applied' };
    if (command?.problem != null) return { kind: 'refused', problem: command.problem };
  }
}
