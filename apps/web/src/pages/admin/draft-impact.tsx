import { useState, type JSX } from 'react';
import { Alert, Checkbox, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatMoment } from '../../format/moments.js';
import { formatCount } from '../../format/numbers.js';
import { useLabels } from '../../texts/use-labels.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { useAgencies } from '../../api/agencies.js';
import type { Answered } from './answered.js';
import { useProcedures } from '../../api/procedures.js';
import { dossierAddress } from '../../shell/dossier-address.js';
import { ProcedureName } from '../../ui/procedure-name.js';

type Draft = Answered<components['schemas']['CalendarDraft']>;
type Kind = keyof NonNullable<Draft['impact']>['kinds'];

/** Whom a draft would move or endanger: in numbers by kind, then dossier by dossier. */
export function DraftImpact({ draft }: { readonly draft: Draft }): JSX.Element {
  const { t } = useTranslation('admin');
  return (
    <section className="panel" aria-labelledby="impact-title">
      <h2 id="impact-title">{t('impact.title')}</h2>
      {draft.impact === null ? <p role="status"><Spin size="small" /> {t('impact.counting')}</p> : <Counted id={draft.id} impact={draft.impact} />}
    </section>
  );
}

function Counted({ id, impact }: { readonly id: string; readonly impact: NonNullable<Draft['impact']> }): JSX.Element {
  const { t } = useTranslation('admin');
  const impactLabels = useLabels('impacts');
  const { nameOf } = useAgencies();
  const { nameOf: procedureName } = useProcedures();
  const [endangered, setEndangered] = useState(false);
  const dossiers = api.useInfiniteQuery('get', '/api/v1/calendar-drafts/{id}/impact', { params: { path: { id }, query: { limit: 50, ...(endangered ? { endangered: 'true' as const } : {}) } } }, BY_KEY);
  return (
    <>
      <p>{t('impact.asOf', { moment: formatMoment(impact.asOf), open: formatCount(impact.open), lookedAt: formatCount(impact.lookedAt) })}</p>
      {impact.endangered === 0 ? null : <Alert type="warning" showIcon title={t('impact.endangered', { count: impact.endangered })} style={{ marginBottom: 8 }} />}
      <table>
        <tbody>{(Object.keys(impactLabels) as Kind[]).map((kind) => <tr key={kind}><th scope="row" style={{ textAlign: 'start', fontWeight: 400, paddingInlineEnd: 16 }}>{impactLabels[kind]}</th><td style={{ textAlign: 'end' }} data-impact={kind}>{formatCount(impact.kinds[kind])}</td></tr>)}</tbody>
      </table>
      <p><Checkbox checked={endangered} onChange={({ target }) => { setEndangered(target.checked); }}>{t('impact.onlyEndangered')}</Checkbox></p>
      <PagedTable
        pages={dossiers}
        rowKey="code"
        scroll={{ x: true }}
        empty={t('impact.none')}
        columns={[
          { title: t('impact.dossier'), render: (_, { code }) => <Link to={dossierAddress(code)}>{code}</Link> },
          { title: t('impact.procedure'), render: (_, { procedureCode }) => <ProcedureName name={procedureName(procedureCode)} /> },
          { title: t('impact.agency'), render: (_, { competentAgency }) => nameOf(competentAgency) },
          { title: t('impact.due'), render: (_, { dueAt }) => <Moved from={dueAt.from} to={dueAt.to} /> },
          { title: t('impact.appointment'), render: (_, { appointment }) => <Moved from={appointment.from} to={appointment.to} /> },
          { title: t('impact.risk'), render: (_, item) => (item.endangered ? t('impact.isEndangered') : '–') },
        ]}
      />
    </>
  );
}

/** A date that would move: the old one struck through, the new one bold. */
function Moved({ from, to }: { readonly from: string | null; readonly to: string | null }): JSX.Element {
  if (from === to) return <span>{from === null ? '–' : formatMoment(from)}</span>;
  return <><s className="moved-date">{from === null ? '–' : formatMoment(from)}</s> <strong>{to === null ? '–' : formatMoment(to)}</strong></>;
}
