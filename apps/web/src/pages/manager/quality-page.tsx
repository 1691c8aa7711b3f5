import type { JSX } from 'react';
import { Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAgencies } from '../../api/agencies.js';
import { api } from '../../api/client.js';
import { useMe } from '../../session/me.js';
import { PageHead } from '../../ui/page-head.js';
import { useAsked } from './asked.js';
import { Panel } from './figure-parts.js';
import { AgencyFilter } from './filter-bar.js';
import { IndexScores } from './index-scores.js';
import { NamedPeriodFilter, periodAmong, usePeriodWords } from './named-period.js';
import { PrintButton } from './print-button.js';
import { PrintHead } from './print-head.js';
import './manager.css';

const KINDS = ['quarters', 'years'] as const;

/** Nine indices of TT 01/2018 of one agency over a quarter or year, with their sum and class. One agency at a time: agencies are put in no order. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const { agency: own } = useMe();
  const { nameOf } = useAgencies();
  const { asked, change } = useAsked();
  const wordsOf = usePeriodWords();
  const agency = asked.agency ?? own.code;
  const period = periodAmong(KINDS, asked.period);
  const { data, error, isPending } = api.useQuery('get', '/api/v1/quality-scores', { params: { query: { agency, period } } });
  return (
    <>
      <PageHead title={t('quality.title')}><PrintButton /></PageHead>
      <PrintHead asked={{ agency }} days={wordsOf(period)} />
      <Flex gap="small" wrap align="center" className="no-print figure-filter" role="search">
        <NamedPeriodFilter kinds={KINDS} value={period} onChange={(chosen) => { change({ period: chosen }); }} />
        <AgencyFilter value={agency} onChange={(chosen) => { change({ agency: chosen }); }} />
      </Flex>
      <p>{t('quality.rule')}</p>
      <Panel title={t('quality.ofAgency', { agency: nameOf(agency) })} error={error} isPending={isPending}>{data === undefined ? null : <IndexScores scores={data} />}</Panel>
    </>
  );
}
