import type { JSX } from 'react';
import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatMoment } from '../../format/moments.js';
import { PageHead } from '../../ui/page-head.js';
import { StandingTag } from '../../ui/standing-tag.js';
import { ActingOnDossiers, ActOnDossier } from './act-on-dossier.js';
import { QueueTable } from './queue-table.js';
import './counter.css';

/** What has not left the desk, the most urgent first: looked through at 16:30, for papers received before 15:00 leave on the same day (NĐ 118/2025 Art. 18). */
export function Component(): JSX.Element {
  const { t } = useTranslation('counter');
  return (
    <ActingOnDossiers>
      <PageHead title={t('transfer.title')}><Link to="/giao-nhan">{t('menu.pile')}</Link></PageHead>
      <Card size="small">
        <p>{t('transfer.rule')}</p>
        <QueueTable
          queue="to-transfer"
          empty={t('empty.to-transfer')}
          columns={(asOf) => [
            {
              title: t('transfer.until'),
              render: (_: unknown, { transferDueAt }) => (transferDueAt === null ? '–' : <>{formatMoment(transferDueAt)} {Date.parse(transferDueAt) < Date.parse(asOf) ? <StandingTag standing="late">{t('transfer.late')}</StandingTag> : null}</>),
            },
            { title: t('list.action'), render: (_: unknown, { code }) => <ActOnDossier code={code} commands={['Forward']} /> },
          ]}
        />
      </Card>
    </ActingOnDossiers>
  );
}
