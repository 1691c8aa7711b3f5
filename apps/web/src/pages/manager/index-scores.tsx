import type { JSX } from 'react';
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/schema.js';
import { formatCount, nothingArose } from '../../format/numbers.js';
import { WRAPPED } from '../../ui/table-scroll.js';
import { Caption } from './figure-parts.js';

type Scores = components['schemas']['QualityScores'] | components['schemas']['EvaluationSheet'];
type Index = Scores['indices'][number];

const POINTS = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Indices of TT 01/2018, each with what it was counted from, their sum, and the class the sum comes to. */
export function IndexScores({ scores }: { readonly scores: Scores }): JSX.Element {
  const { t } = useTranslation('manager');
  const { sum, dossiers, indices, period, asOf } = scores;
  return (
    <>
      <p className="headline">{sum.of === 0 ? nothingArose() : <>{POINTS.format(sum.score)} <small>{t('scores.of', { of: POINTS.format(sum.of) })}</small></>}</p>
      <p>{dossiers === 0 ? t('scores.noDossiers') : t('scores.dossiers', { count: dossiers })} {sum.label === null ? (sum.of === 0 ? '' : t('scores.unclassed')) : <strong>{sum.label}</strong>}</p>
      <Table<Index>
        size="small"
        pagination={false}
        scroll={WRAPPED}
        rowKey="index"
        dataSource={[...indices]}
        columns={[
          { title: t('scores.index'), render: (_, { number, label, formulaVi }) => <div style={{ maxWidth: 560, whiteSpace: 'normal' }}>{number}. {label}<div className="figure-caption">{formulaVi}</div></div> },
          { title: t('scores.counted'), className: 'number', render: (_, { of, numerator, denominator }) => (of === 'dossiers' ? t('scores.marks', { marks: formatCount(numerator), dossiers: formatCount(denominator) }) : `${formatCount(numerator)}/${formatCount(denominator)}`) },
          { title: t('scores.score'), className: 'number', render: (_, { score, note }) => (score === null ? note : POINTS.format(score)) },
        ]}
      />
      <Caption period={period} formula={t('scores.formula')} asOf={asOf} />
    </>
  );
}
