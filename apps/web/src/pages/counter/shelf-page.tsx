import { useState, type JSX } from 'react';
import { Card, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../ui/page-head.js';
import { StandingTag } from '../../ui/standing-tag.js';
import { ActingOnDossiers, ActOnDossier } from './act-on-dossier.js';
import { QueueTable } from './queue-table.js';
import { daysBetween } from './waiting-time.js';
import './counter.css';

/** Results that wait at the desk: where each lies and for how many days, those nobody came for on request alone. */
export function Component(): JSX.Element {
  const { t } = useTranslation('counter');
  const [queue, setQueue] = useState<'to-hand-over' | 'uncollected'>('to-hand-over');
  return (
    <ActingOnDossiers>
      <PageHead title={t('shelf.title')} />
      <Card size="small">
        <Segmented<'to-hand-over' | 'uncollected'> aria-label={t('start.queues')} value={queue} onChange={setQueue} options={(['to-hand-over', 'uncollected'] as const).map((value) => ({ value, label: t(`queues.${value}`) }))} style={{ marginBottom: 12 }} />
        <QueueTable
          key={queue}
          queue={queue}
          empty={t(`empty.${queue}`)}
          columns={(asOf) => [
            { title: t('shelf.place'), dataIndex: 'shelf', render: (place: string | null) => place ?? t('shelf.noPlace') },
            {
              title: t('shelf.days'),
              render: (_: unknown, { finishedAt, uncollectedAt }) => (
                <>
                  {finishedAt === null ? '–' : t('shelf.dayCount', { count: daysBetween(finishedAt, asOf) })}{' '}
                  {uncollectedAt !== null && Date.parse(uncollectedAt) <= Date.parse(asOf) ? <StandingTag standing="due-soon">{t('shelf.uncollected')}</StandingTag> : null}
                </>
              ),
            },
            { title: t('list.action'), render: (_: unknown, { code }) => <ActOnDossier code={code} commands={['HandOver', 'ShelveResult']} /> },
          ]}
        />
      </Card>
    </ActingOnDossiers>
  );
}
