import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, isProblem, isRefusal } from '../../../api/client.js';
import { type CommandRequest, type CommandState, outcomeOf, sendOnce } from '../../../api/commands.js';
import { useRequestKey } from '../../../api/request-key.js';
import type { Dossier } from '../dossier-types.js';
import { type IntakeDraft, intakeOf, lackingPapers, type Paper, reasonsOf } from './intake-draft.js';

/** Form 02 of a dossier that was just taken in, and how far it is. */
export interface Supplement {
  readonly code: string;
  readonly state: CommandState;
  /** Sends it again, as the same request: for when the server could not be reached. */
  readonly again: () => void;
}

/** Sends intakes. */
interface TakingIn {
  /** Resolves with the dossier, or with nothing when it was refused or the server cannot be reached: `error` says why. What becomes of form 02 is told by `supplement`. */
  readonly send: (draft: IntakeDraft, papers: readonly Paper[], withSupplement: boolean) => Promise<Dossier | undefined>;
  readonly isSending: boolean;
  readonly error: unknown;
  readonly supplement: Supplement | undefined;
  /** The draft has changed: what is sent next is another intake, under another key. */
  readonly clear: () => void;
}

/**
 * Takes a dossier in under a key that stays until the draft changes: whoever presses again after a lost answer gets the same dossier. With
 * `withSupplement` form 02 is asked for at once, with the papers that lack as numbered items and reasons; it has a key of its own, so that
 * a dossier that is taken in stays so whatever becomes of its form 02.
 */
export function useTakeIn(): TakingIn {
  const { t } = useTranslation('counter');
  const { header, renew } = useRequestKey();
  const [isSending, setIsSending] = useState(false);
  const [error, setError] = useState<unknown>();
  const [supplement, setSupplement] = useState<Supplement>();
  // An outcome that comes after the clerk has gone on is shown beside no other dossier.
  const asked = useRef<string>(undefined);
  const ask = useCallback(async (code: string, request: CommandRequest) => {
    const own = { 'Idempotency-Key': crypto.randomUUID() };
    asked.current = code;
    const attempt = async (): Promise<void> => {
      const show = (state: CommandState): void => {
        if (asked.current === code) setSupplement({ code, state, again: () => { void attempt(); } });
      };
      show({ kind: 'sending' });
      const sent = await sendOnce(code, request, own);
      show(sent);
      if (sent.kind === 'accepted') void outcomeOf(sent.id).then(show);
    };
    await attempt();
  }, []);
  const send = useCallback(async (draft: IntakeDraft, papers: readonly Paper[], withSupplement: boolean) => {
    setIsSending(true);
    setError(undefined);
    try {
      const { data, error: refused } = await call.POST('/api/v1/dossiers', { params: { header: header() }, body: intakeOf(draft, papers) });
      if (data === undefined) throw refused as unknown as Error;
      renew();
      const lacking = withSupplement ? lackingPapers(draft, papers) : [];
      if (lacking.length > 0) {
        await ask(data.code, { type: 'RequestSupplement', body: { items: lacking.map(({ code }) => ({ component: code })), reasonCode: 'incomplete' }, text: { reason: reasonsOf(lacking, draft.lacks, t('intake.notHanded')) } });
      }
      return data;
    } catch (reason: unknown) {
      setError(isProblem(reason) ? reason : new Error('unreachable'));
      if (isRefusal(reason)) renew();
      return undefined;
    } finally {
      setIsSending(false);
    }
  }, [ask, header, renew, t]);
  const clear = useCallback(() => {
    asked.current = undefined;
    setError(undefined);
    setSupplement(undefined);
    renew();
  }, [renew]);
  return { send, isSending, error, supplement, clear };
}
