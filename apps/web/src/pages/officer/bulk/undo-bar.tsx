import { useEffect, useState, type JSX } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, call } from '../../../api/client.js';
import { serverNow } from '../../../api/server-time.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import type { BulkAction } from '../types.js';

const SECOND = 1_000;
const AGAIN_MS = 5_000;

/** For ten minutes after an action on many dossiers: what became of it, how long it can be taken back, and the button that does. Then nothing. */
export function UndoBar(): JSX.Element | null {
  const { data } = api.useQuery('get', '/api/v1/bulk-actions', { params: { query: { limit: 1 } } });
  const last = data?.items[0];
  const left = useSecondsUntil(last?.undoneAt === null ? last.undoUntil : null);
  return last === undefined || left <= 0 ? null : <Bar id={last.id} left={left} />;
}

function Bar({ id, left }: { readonly id: string; readonly left: number }): JSX.Element | null {
  const { t } = useTranslation('officer');
  const queries = useQueryClient();
  const [problem, setProblem] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const { data } = api.useQuery('get', '/api/v1/bulk-actions/{id}', { params: { path: { id } } }, { refetchInterval: ({ state }) => ((state.data as BulkAction | undefined)?.finished === true ? false : AGAIN_MS) });
  if (data === undefined) return null;
  const undo = async (): Promise<void> => {
    setBusy(true);
    const answer = await call.POST('/api/v1/bulk-actions/{id}/undo', { params: { path: { id } } }).catch((failed: unknown) => ({ data: undefined, error: failed }));
    setBusy(false);
    setProblem(answer.data === undefined ? answer.error : undefined);
    await queries.invalidateQueries();
  };
  const time = `${String(Math.floor(left / 60))}:${String(left % 60).padStart(2, '0')}`;
  return (
    <div className="undo-bar">
      <Alert
        type="info"
        showIcon
        role="status"
        title={t('undo.done', { label: data.label, applied: data.counts.applied, count: data.counts.dossiers })}
        description={<Flex gap="small" wrap>{data.counts.refused > 0 ? <span>{t('undo.refused', { count: data.counts.refused })}</span> : null}{data.counts.pending > 0 ? <span>{t('undo.pending', { count: data.counts.pending })}</span> : null}<Link to={`/thao-tac/${id}`}>{t('undo.look')}</Link></Flex>}
        action={<Button danger loading={isBusy} onClick={() => { void undo(); }}>{t('undo.button', { time })}</Button>}
      />
      {problem === undefined ? null : <ProblemAlert error={problem} />}
    </div>
  );
}

/** Whole seconds until an instant by the server's clock, counted down; nought once it has passed or there is none. */
function useSecondsUntil(iso: string | null): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    if (iso === null) return;
    const timer = setInterval(() => { setNow(serverNow()); }, SECOND);
    return () => { clearInterval(timer); };
  }, [iso]);
  return iso === null ? 0 : Math.max(0, Math.floor((Date.parse(iso) - now) / SECOND));
}
