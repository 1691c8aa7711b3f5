import type { JSX } from 'react';
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/schema.js';
import { formatPercent } from '../../format/numbers.js';
import { Panel } from './figure-parts.js';

type Rate = components['schemas']['Rate'];

/** What the catalogue says of a rate: formula, comparison, promise, source, and where dossiers stand about which reports disagree. */
export function RateFacts({ rate }: { readonly rate: Rate }): JSX.Element {
  const { t } = useTranslation('manager');
  const { formulaVi, comparisonLabel, promiseLabel, source, verified, target, buckets } = rate;
  return (
    <Panel title={t('facts.title')}>
      <dl className="facts">
        <dt>{t('facts.formula')}</dt><dd>{formulaVi}</dd>
        <dt>{t('facts.comparison')}</dt><dd>{comparisonLabel}; {promiseLabel}</dd>
        <dt>{t('facts.source')}</dt><dd>{source} ({t(verified ? 'facts.verified' : 'facts.unverified')})</dd>
        <dt>{t('facts.target')}</dt><dd>{target === null ? t('facts.noTarget') : t('budget.below', { line: formatPercent(target) })}</dd>
      </dl>
      <Table<Rate['buckets'][number]>
        size="small"
        style={{ marginTop: 12 }}
        pagination={false}
        rowKey="kind"
        dataSource={[...buckets]}
        columns={[
          { title: t('facts.kind'), dataIndex: 'label' },
          { title: t('facts.inTime'), render: (_, { inTime }) => t(`facts.${inTime}`) },
          { title: t('facts.late'), render: (_, { late }) => t(`facts.${late}`) },
        ]}
      />
    </Panel>
  );
}
