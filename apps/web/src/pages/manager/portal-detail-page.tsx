import type { JSX } from 'react';
import { Alert, Flex, Progress, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useAgencies } from '../../api/agencies.js';
import { api } from '../../api/client.js';
import { useEverybody } from '../../api/people.js';
import type { components } from '../../api/schema.js';
import { formatDay, formatMoment } from '../../format/moments.js';
import { formatCount } from '../../format/numbers.js';
import { PageHead } from '../../ui/page-head.js';
import { PagedTable } from '../../ui/paged-table.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { given, useAsked } from './asked.js';
import { behindPortalCount } from './behind.js';
import { DownloadButton } from './download-button.js';
import { CountLink } from './figure-parts.js';
import { PrintButton } from './print-button.js';
import { PrintHead } from './print-head.js';
import { WRAPPED } from '../../ui/table-scroll.js';
import './manager.css';
import { dossierAddress } from '../../shell/dossier-address.js';

type Comparison = components['schemas']['PortalComparison'];
type Difference = components['schemas']['PortalDifference'];

const ASK_AGAIN_MS = 2_000;
const WHOLE = 100;

/** A comparison with the portal: what agrees, and every difference with its reason in a sentence. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const { id = '' } = useParams();
  const { nameOf } = useAgencies();
  const { nameOf: personOf } = useEverybody();
  const { data, error } = api.useQuery('get', '/api/v1/portal-comparisons/{id}', { params: { path: { id } } }, { refetchInterval: ({ state }) => (state.data?.state === 'comparing' ? ASK_AGAIN_MS : false) });
  if (error != null) return <ProblemAlert error={error} />;
  if (data === undefined) return <></>;
  return (
    <>
      <PageHead title={t('portal.one', { from: formatDay(data.from), to: formatDay(data.to) })}>
        {data.state === 'compared' ? <DownloadButton path={data.links.xlsx} label="XLSX" name={`doi-chieu-${data.from}-${data.to}.xlsx`} about={t('portal.title')} /> : null}
        <PrintButton />
      </PageHead>
      <PrintHead asked={given({ agency: data.agency ?? undefined })} days={`${formatDay(data.from)} – ${formatDay(data.to)}`} />
      <dl className="facts">
        <dt>{t('list.agency')}</dt><dd>{data.agency === null ? t('published.province') : nameOf(data.agency)}</dd>
        <dt>{t('portal.uploaded')}</dt><dd>{formatMoment(data.uploadedAt)} ({personOf(data.uploadedBy)})</dd>
        <dt>{t('list.status')}</dt><dd><span role="status">{t(`portal.${data.state}`)}</span></dd>
        <dt>{t('portal.rows')}</dt><dd>{data.rows === null ? '–' : formatCount(data.rows)}</dd>
        <dt>{t('portal.same')}</dt><dd>{data.same === null ? '–' : formatCount(data.same)}</dd>
      </dl>
      {data.state === 'comparing' ? <Progress aria-label={t('portal.comparing')} percent={data.rows === null || data.rows === 0 ? 0 : Math.floor((WHOLE * (data.done ?? 0)) / data.rows)} /> : null}
      {data.faults.length === 0 ? null : <Alert type="error" showIcon title={t('portal.faulty')} description={<ul>{data.faults.map((fault) => <li key={fault}>{fault}</li>)}</ul>} />}
      {data.state === 'compared' ? <Differences comparison={data} /> : null}
    </>
  );
}

function Differences({ comparison }: { readonly comparison: Comparison }): JSX.Element {
  const { t } = useTranslation('manager');
  const { words, change } = useAsked();
  const kinds = Object.entries(comparison.differences ?? {}) as [Difference['kind'], number][];
  const kind = kinds.find(([known]) => known === words.get('kind'))?.[0];
  const pages = api.useInfiniteQuery('get', '/api/v1/portal-comparisons/{id}/differences', { params: { path: { id: comparison.id }, query: { ...given({ kind }), limit: 100 } } }, BY_NUMBER);
  const labels = new Map(pages.data?.pages.flatMap(({ items }) => items.map((item) => [item.kind, item.label] as const)) ?? []);
  return (
    <>
      <Flex gap="small" wrap className="no-print" style={{ margin: '0.75rem 0' }}>
        <Tag.CheckableTag checked={kind === undefined} onChange={() => { change({ kind: undefined }); }}>{t('portal.allKinds', { count: kinds.reduce((sum, [, count]) => sum + count, 0) })}</Tag.CheckableTag>
        {kinds.map(([each, count]) => <Tag.CheckableTag key={each} checked={kind === each} onChange={() => { change({ kind: each }); }}>{labels.get(each) ?? t(`portal.${each}`)}: {formatCount(count)}</Tag.CheckableTag>)}
      </Flex>
      <PagedTable<Difference>
        pages={pages}
        scroll={WRAPPED}
        empty={t('portal.noDifferences')}
        rowKey="place"
        columns={[
          { title: t('portal.kind'), dataIndex: 'label' },
          { title: t('portal.subject'), render: (_, { subject, dossier }) => (dossier === null ? subject : <Link to={dossierAddress(subject)}>{subject}</Link>) },
          { title: t('portal.measure'), render: (_, { measure, formula }) => (measure === null ? '' : <div>{measure}{formula === null ? null : <div className="figure-caption">{formula}</div>}</div>) },
          { title: t('portal.theirs'), render: (_, { theirs }) => theirs ?? '–' },
          { title: t('portal.ours'), render: (_, { ours, counted, subject, measure }) => (counted === null ? ours ?? '–' : <CountLink count={Number(ours)} to={behindPortalCount(counted, comparison)} label={`${subject}, ${measure ?? ''}`} />) },
          { title: t('portal.byDate'), render: (_, { byDate }) => byDate ?? '–' },
          { title: t('portal.reason'), render: (_, { sentence }) => <div style={{ maxWidth: 420, whiteSpace: 'normal' }}>{sentence}</div> },
          { title: t('portal.row'), className: 'number', render: (_, { row }) => row ?? '' },
        ]}
      />
    </>
  );
}

/** Pages of this list go on by the place of their last line. */
const BY_NUMBER = { pageParamName: 'after', initialPageParam: null as number | null, getNextPageParam: ({ next }: { readonly next: string | null }) => (next === null ? undefined : Number(next)) } as const;
