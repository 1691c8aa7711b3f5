import type { JSX } from 'react';
import { Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/client.js';
import { formatCount, formatPercent } from '../../../format/numbers.js';
import { useMe } from '../../../session/me.js';
import { PageHead } from '../../../ui/page-head.js';
import { useAsked } from '../asked.js';
import { Caption, Panel } from '../figure-parts.js';
import { IndexScores } from '../index-scores.js';
import { NamedPeriodFilter, periodAmong, SHEET_KINDS, usePeriodWords } from '../named-period.js';
import { PrintButton } from '../print-button.js';
import { PrintHead } from '../print-head.js';
import { EvaluatedDossiers, useEvaluated } from './evaluated-dossiers.js';
import { OpeningsPanel } from './openings-panel.js';
import { SheetDownload } from './opened-sheet.js';
import '../manager.css';

/** What the system counts about whoever is signed in: their evaluation sheet, how many of the stages they held ended late, and which heads looked at the sheet. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const { subject } = useMe();
  const { asked, change } = useAsked();
  const wordsOf = usePeriodWords();
  const period = periodAmong(SHEET_KINDS, asked.period);
  const { data, error, isPending } = api.useQuery('get', '/api/v1/evaluation-sheets/{subject}', { params: { path: { subject }, query: { period } } });
  const dossiers = useEvaluated(subject, period, { isOwn: true });
  return (
    <>
      <PageHead title={t('evaluation.own')}><PrintButton /></PageHead>
      <PrintHead asked={{}} days={wordsOf(period)} />
      <Flex gap="small" wrap align="center" className="no-print figure-filter" role="search"><NamedPeriodFilter kinds={SHEET_KINDS} value={period} onChange={(chosen) => { change({ period: chosen }); }} /></Flex>
      <p>{t('evaluation.ownRule')}</p>
      <div className="panels">
        <div className="wide"><Panel title={t('evaluation.sheet')} error={error} isPending={isPending} {...(data === undefined ? {} : { extra: <SheetDownload sheet={data} /> })}>{data === undefined ? null : <IndexScores scores={data} />}</Panel></div>
        <div className="wide"><StagePanel subject={subject} period={period} /></div>
        <div className="wide"><Panel title={t('evaluation.dossiers')}><EvaluatedDossiers pages={dossiers} isOwn /></Panel></div>
        <div className="wide"><OpeningsPanel subject={subject} /></div>
      </div>
    </>
  );
}

function StagePanel({ subject, period }: { readonly subject: string; readonly period: string }): JSX.Element {
  const { t } = useTranslation('manager');
  const { data, error, isPending } = api.useQuery('get', '/api/v1/metrics/{rate}', { params: { path: { rate: 'stage-late-rate' }, query: { officer: subject, period } } });
  return (
    <Panel title={t('evaluation.stages')} error={error} isPending={isPending}>
      {data === undefined ? null : (
        <>
          <p className="headline">{formatPercent(data.total.value)} <small>{t('evaluation.lateRuns', { late: formatCount(data.total.numerator), runs: formatCount(data.total.denominator) })}</small></p>
          <Caption period={data.period} formula={data.formulaVi} comparison={data.comparisonLabel} asOf={data.asOf} />
        </>
      )}
    </Panel>
  );
}
