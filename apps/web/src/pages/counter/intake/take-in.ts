import { useCallback, useState } from 'react';
import { call, isProblem } from '../../../api/client.js';
import { useRequestKey } from '../../../api/request-key.js';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../dossier-types.js';
import { type IntakeDraft, intakeOf, lackingPapers, type Paper, reasonsOf } from './intake-draft.js';

/** Sends intakes. */
interface TakingIn {
  /** Resolves with the dossier, or with nothing when it was refused or the server cannot be reached: `error` says why. */
  readonly send: (draft: IntakeDraft, papers: readonly Paper[], withSupplement: boolean) => Promise<Dossier | undefined>;
  readonly isSending: boolean;
  readonly error: unknown;
  /** The draft has changed: what is sent next is another intake, under another key. */
  readonly clear: () => void;
}

/**
 * Takes a dossier in under a key that stays until the draft changes: whoever presses again after a lost answer gets the same dossier. With
 * `withSupplement` form 02 is asked for at once, with the papers that lack as numbered items and reasons.
 */
export function useTakeIn(): TakingIn {
  const { t } = useTranslation('counter');
  const key = useRequestKey();
  const supplementKey = useRequestKey();
  const [isSending, setIsSending] = useState(false);
  const [error, setError] = useState<unknown>();
  const send = useCallback(async (draft: IntakeDraft, papers: readonly Paper[], withSupplement: boolean) => {
    setIsSending(true);
    setError(undefined);
    try {
      const { data, error: refused } = await call.POST('/api/v1/dossiers', { params: { header: key.header() }, body: intakeOf(draft, papers) });
      if (data === undefined) throw refused;
      const lacking = withSupplement ? lackingPapers(draft, papers) : [];
      if (lacking.length > 0) {
        const asked = await call.POST('/api/v1/dossiers/{code}/commands', {
          params: { path: { code: data.code }, header: supplementKey.header() },
          body: { type: 'RequestSupplement', body: { items: lacking.map(({ code }) => ({ component: code })), reasonCode: 'incomplete' }, text: { reason: reasonsOf(lacking, draft.lacks, t('intake.notHanded')) } },
        });
        // Taken in it is: what became of form 02 is told beside its receipt.
        if (asked.data === undefined) setError(asked.error);
      }
      key.renew();
      supplementKey.renew();
      return data;
    } catch (reason: unknown) {
      setError(isProblem(reason) ? reason : new Error('unreachable'));
      return undefined;
    } finally {
      setIsSending(false);
    }
  }, [key, supplementKey, t]);
  const clear = useCallback(() => { setError(undefined); key.renew(); supplementKey.renew(); }, [key, supplementKey]);
  return { send, isSending, error, clear };
}
