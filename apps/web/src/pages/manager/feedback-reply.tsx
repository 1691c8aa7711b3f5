import type { JSX } from 'react';
import { Alert, Button, Flex, Input } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, isRefusal } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { useDraft } from '../../session/drafts.js';
import { ProblemAlert } from '../../ui/problem-alert.js';

type Command = components['schemas']['FeedbackCommandRequest'];

/** What may be said in words alone. */
export const REPLIES = ['AnswerFeedback', 'AskMore', 'SendBackFeedback', 'RefuseFeedback'] as const;
type Reply = (typeof REPLIES)[number];

/** A reply as it is written, with the key it was sent under while nobody knows whether it arrived. */
interface Draft {
  readonly words: string;
  readonly summary: string;
  readonly sentAs: string | null;
}

const BLANK: Draft = { words: '', summary: '', sentAs: null };

/**
 * Writes and sends a reply. What could not be sent stays written for the tab and is tried again under the same key, also after a
 * reload: it is done once, whether or not it had arrived.
 */
export function FeedbackReply({ code, type }: { readonly code: string; readonly type: Reply }): JSX.Element {
  const { t } = useTranslation('manager');
  const queries = useQueryClient();
  const { value: draft, keep, forget } = useDraft<Draft>(`feedback ${code} ${type}`, BLANK);
  const { mutate, error, isPending } = api.useMutation('post', '/api/v1/feedback/{code}/commands', {
    onSuccess: async () => {
      forget();
      await queries.invalidateQueries();
    },
  });
  const send = (): void => {
    const key = draft.sentAs ?? crypto.randomUUID();
    keep({ ...draft, sentAs: key });
    mutate({ params: { path: { code }, header: { 'Idempotency-Key': key } }, body: commandOf(type, draft) }, {
      // Refused is answered: what is sent next is something else.
      onError: (problem) => { if (isRefusal(problem)) keep({ ...draft, sentAs: null }); },
    });
  };
  const isUnsent = draft.sentAs !== null && !isPending;
  const write = (part: Partial<Draft>): void => { keep({ ...draft, ...part, sentAs: null }); };
  return (
    <>
      {type === 'AnswerFeedback' ? <label>{t('feedback.summary')}<Input value={draft.summary} maxLength={2000} disabled={isPending} onChange={({ target }) => { write({ summary: target.value }); }} /></label> : null}
      <label>{t(`feedback.words.${type}`)}<Input.TextArea value={draft.words} maxLength={type === 'AnswerFeedback' ? 20_000 : 4000} autoSize={{ minRows: 3, maxRows: 14 }} disabled={isPending} onChange={({ target }) => { write({ words: target.value }); }} /></label>
      {isUnsent ? <Alert type="warning" showIcon role="alert" title={t('feedback.unsent')} style={{ margin: '8px 0' }} /> : null}
      {error === null || isUnsent ? null : <ProblemAlert error={error} />}
      <Flex gap="small" style={{ marginTop: 8 }}><Button type="primary" disabled={draft.words.trim() === ''} loading={isPending} onClick={send}>{t(isUnsent ? 'feedback.sendAgain' : `feedback.send.${type}`)}</Button></Flex>
    </>
  );
}

function commandOf(type: Reply, { words, summary }: Draft): Command {
  const said = words.trim();
  switch (type) {
    case 'AnswerFeedback':
      return { type, body: {}, text: { answer: said, ...(summary.trim() === '' ? {} : { summary: summary.trim() }) } };
    case 'AskMore':
      return { type, body: {}, text: { question: said } };
    default:
      return { type, body: {}, text: { reason: said } };
  }
}
