import type { JSX } from 'react';
import { Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { api } from '../../api/client.js';
import { formatLength } from '../../format/numbers.js';
import { useMay } from '../../session/me.js';
import { Box } from '../../ui/box.js';
import { PageHead } from '../../ui/page-head.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import type { QueueCode } from './dossier-types.js';
import { QueueTable } from './queue-table.js';
import './counter.css';

/** Queues a counter works from: those people know first, then what is the counter's own. */
const CHIPS = ['late', 'due-soon', 'due-today', 'to-transfer', 'online-answer', 'waiting-applicant', 'returned', 'to-hand-over', 'uncollected'] as const satisfies readonly QueueCode[];
const AGAIN_MS = 30_000;

/** What a clerk begins the day with: what to do, how much of it waits, and the list behind each number. The search box above has the focus. */
export function Component(): JSX.Element {
  const { t } = useTranslation('counter');
  const [parameters, setParameters] = useSearchParams();
  const { data, error, refetch } = api.useQuery('get', '/api/v1/queues', {}, { refetchInterval: AGAIN_MS });
  const chosen = CHIPS.find((queue) => queue === parameters.get('hang-doi')) ?? 'due-today';
  const counts = new Map(data?.items.map((length) => [length.queue, length]));
  return (
    <>
      <PageHead title={t('start.title')} />
      <Actions />
      {error === null ? null : <ProblemAlert error={error} onRetry={() => { void refetch(); }} />}
      <Box>
        <Flex wrap gap="small" role="group" aria-label={t('start.queues')} className="chips">
          {CHIPS.map((queue) => {
            const known = counts.get(queue);
            return (
              <Button key={queue} type={queue === chosen ? 'primary' : 'default'} aria-pressed={queue === chosen} onClick={() => { setParameters({ 'hang-doi': queue }, { replace: true }); }}>
                {known?.label ?? t(`queues.${queue}`)} <strong>{known === undefined ? '…' : formatLength(known)}</strong>
              </Button>
            );
          })}
        </Flex>
        <QueueTable key={chosen} queue={chosen} empty={t(`empty.${chosen}`)} />
      </Box>
    </>
  );
}

function Actions(): JSX.Element {
  const { t } = useTranslation('counter');
  const mayTakeIn = useMay('TakeIn');
  const mayRunQueue = useMay('RunQueue');
  const desks = api.useQuery('get', '/api/v1/queue-desks', {}, { enabled: mayRunQueue, staleTime: 600_000 }).data?.items ?? [];
  const links = [
    ...(mayTakeIn ? [['/tiep-nhan', 'intake']] as const : []),
    ['/giao-nhan', 'pile'] as const,
    ['/ke-tra-ket-qua', 'shelf'] as const,
    ['/in-lai', 'reprint'] as const,
    // Numbers are off unless an installation switches them on: then nothing of them is shown.
    ...(desks.length === 0 ? [] : [['/so-thu-tu', 'tickets']] as const),
  ] as const;
  return (
    <Flex wrap gap="small" className="counter-actions">
      {links.map(([path, name]) => <Link key={path} to={path} className={name === 'intake' ? 'action-link main-action' : 'action-link'}>{t(`menu.${name}`)}</Link>)}
    </Flex>
  );
}
