import { useState, type JSX } from 'react';
import { Button, Flex } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatMoment } from '../../format/moments.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { PdfView } from '../../ui/pdf-view.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import './calendar.css';
import { useAgencies } from '../../api/agencies.js';
import { useContentKey } from './content-key.js';
import { renewIfAnswered } from './renew-if-answered.js';
import { dossierAddress } from '../../shell/dossier-address.js';

const MARKS = ['printed', 'handed-over', 'posted'] as const;

/** Letters a desk has to print, hand over or post, the oldest first. */
export function Component(): JSX.Element {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const { nameOf } = useAgencies();
  const { headerOf, renew } = useContentKey();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [shown, setShown] = useState<string>();
  const queue = api.useInfiniteQuery('get', '/api/v1/print-queue', { params: { query: { limit: 100 } } }, BY_KEY);
  const mark = api.useMutation('post', '/api/v1/print-queue/marks', { onSuccess: () => { renew(); setChosen([]); return queries.invalidateQueries(); }, onError: renewIfAnswered(renew) });
  const send = (body: components['schemas']['PrintMarksRequest']): void => { mark.mutate({ params: { header: headerOf(body) }, body }); };
  return (
    <>
      <PageHead title={t('printing.title')}>
        {MARKS.map((given) => <Button key={given} disabled={chosen.length === 0} loading={mark.isPending} onClick={() => { send({ letters: [...chosen], mark: given }); }}>{t(`printing.marks.${given}`, { count: chosen.length })}</Button>)}
      </PageHead>
      {mark.error === null ? null : <ProblemAlert error={mark.error} />}
      <PagedTable
        pages={queue}
        rowKey="key"
        empty={t('printing.none')}
        rowSelection={{ selectedRowKeys: [...chosen], onChange: (keys) => { setChosen(keys.map(String)); }, getCheckboxProps: ({ label, dossierCode }) => ({ 'aria-label': `${label} ${dossierCode}` }), getTitleCheckboxProps: () => ({ 'aria-label': t('printing.all') }) }}
        columns={[
          { title: t('printing.letter'), render: (_, { label, form, roleLabel }) => `${label} (${form}, ${roleLabel})` },
          { title: t('impact.dossier'), render: (_, { dossierCode }) => <Link to={dossierAddress(dossierCode)}>{dossierCode}</Link> },
          { title: t('blocks.desk'), render: (_, { desk }) => nameOf(desk) },
          { title: t('printing.queued'), render: (_, { queuedAt }) => formatMoment(queuedAt) },
          { title: t('printing.prints'), render: (_, { prints, printedAt, printedBy }) => (printedAt === null ? t('printing.notYet') : t('printing.printedLine', { count: prints, by: printedBy ?? '', moment: formatMoment(printedAt) })) },
          { title: t('staff.act'), render: (_, { links }) => <Flex><Button size="small" onClick={() => { setShown(links.letter); }}>{t('printing.open')}</Button></Flex> },
        ]}
      />
      {shown === undefined ? null : <section className="panel" style={{ marginTop: 16 }}><h2>{t('printing.letter')}</h2><PdfView key={shown} path={shown} name="van-ban.pdf" /></section>}
    </>
  );
}
