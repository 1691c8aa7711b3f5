import type { JSX } from 'react';
import { Alert, Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../../api/client.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import type { BulkAction } from '../types.js';
import { useDoneWords } from './done-words.js';
import { useFollowed } from './followed.js';
import { clockOf, type Undoable, useSecondsLeft, useUndo } from './undoing.js';

/** For ten minutes after somebody's latest action on many dossiers: what became of it, how long it can be taken back, and the button that does. Then nothing. */
export function UndoBar(): JSX.Element | null {
  const { data } = api.useQuery('get', '/api/v1/bulk-actions', { params: { query: { limit: 1 } } });
  const last = data?.items[0];
  return last === undefined ? null : <UndoBarOf key={last.id} action={last} />;
}

/** The same of one action, whichever came after it. */
export function UndoBarOf({ action }: { readonly action: Undoable & Pick<BulkAction, 'id'> }): JSX.Element | null {
  const left = useSecondsLeft(action);
  return left === 0 ? null : <Bar id={action.id} left={left} />;
}

function Bar({ id, left }: { readonly id: string; readonly left: number }): JSX.Element | null {
  const { t } = useTranslation('officer');
  const doneWords = useDoneWords();
  const { isBusy, problem, undo } = useUndo();
  const { data } = useFollowed(id);
  if (data === undefined) return null;
  return (
    <div className="undo-bar">
      <Alert
        type="info"
        showIcon
        role="status"
        title={doneWords(data)}
        description={<Flex gap="small" wrap>{data.counts.refused > 0 ? <span>{t('undo.refused', { count: data.counts.refused })}</span> : null}{data.counts.pending > 0 ? <span>{t('undo.pending', { count: data.counts.pending })}</span> : null}<Link to={`/thao-tac/${id}`}>{t('undo.look')}</Link></Flex>}
        action={<Button danger loading={isBusy} onClick={() => { undo(id); }}>{t('undo.button', { time: clockOf(left) })}</Button>}
      />
      {problem === undefined ? null : <ProblemAlert error={problem} />}
    </div>
  );
}
