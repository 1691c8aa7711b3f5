import type { JSX } from 'react';
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useAgencies } from '../../api/agencies.js';
import { api } from '../../api/client.js';
import { useEverybody } from '../../api/people.js';
import type { components } from '../../api/schema.js';
import { formatMoment } from '../../format/moments.js';
import { formatCount, formatPercent } from '../../format/numbers.js';
import { PageHead } from '../../ui/page-head.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { WRAPPED } from '../../ui/table-scroll.js';
import { Caption, Panel } from './figure-parts.js';
import { PrintButton } from './print-button.js';
import { PrintHead } from './print-head.js';
import './manager.css';

type Dimension = components['schemas']['SipasSurvey']['dimensions'][number];

/** A satisfaction survey by dimension, beside the satisfaction applicants told the system itself in the same year. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const { id = '' } = useParams();
  const { nameOf } = useAgencies();
  const { nameOf: personName } = useEverybody();
  const { data, error } = api.useQuery('get', '/api/v1/sipas-surveys/{id}', { params: { path: { id } } });
  if (error != null) return <ProblemAlert error={error} />;
  if (data === undefined) return <></>;
  const { survey, own } = data;
  const counted = ({ numerator, denominator }: { readonly numerator: number; readonly denominator: number }): string => t('sipas.counted', { satisfied: formatCount(numerator), answers: formatCount(denominator) });
  return (
    <>
      <PageHead title={t('sipas.one', { agency: nameOf(survey.agency), year: String(survey.year) })}><Link to="/so-lieu/sipas">{t('sipas.back')}</Link><PrintButton /></PageHead>
      <PrintHead asked={{ agency: survey.agency }} days={t('par.yearOf', { year: String(survey.year) })} />
      <dl className="facts" style={{ marginBottom: '1rem' }}>
        <dt>{t('sipas.entered')}</dt><dd>{formatMoment(survey.enteredAt)}</dd>
        <dt>{t('sipas.by')}</dt><dd>{personName(survey.enteredBy)}</dd>
        <dt>{t('sipas.file')}</dt><dd>{survey.format.toUpperCase()}, SHA-256 <code>{survey.sha256.slice(0, 16)}…</code></dd>
      </dl>
      <div className="panels">
        <div className="wide">
          <Panel title={t('sipas.result')}>
            <p className="headline">{formatPercent(survey.overall.value)} <small>{counted(survey.overall)}</small></p>
            <Table<Dimension>
              size="small"
              pagination={false}
              scroll={WRAPPED}
              rowKey="dimension"
              dataSource={[...survey.dimensions]}
              columns={[
                { title: t('sipas.dimension'), dataIndex: 'label' },
                { title: t('sipas.answers'), className: 'number', render: (_, { numerator, denominator }) => `${formatCount(numerator)}/${formatCount(denominator)}` },
                { title: t('sipas.overall'), className: 'number', render: (_, { value }) => formatPercent(value) },
              ]}
            />
            <Caption period={{ ...survey.period, until: null, note: null }} formula={survey.formulaVi} asOf={survey.asOf} />
          </Panel>
        </div>
        <div className="wide">
          <Panel title={t('sipas.ownRate')}>
            <p className="headline">{formatPercent(own.value)} <small>{counted(own)}</small></p>
            <Caption period={own.period} formula={own.formulaVi} comparison={own.comparisonLabel} asOf={own.asOf} />
          </Panel>
        </div>
      </div>
    </>
  );
}
