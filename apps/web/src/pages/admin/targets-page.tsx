import { useState, type JSX, type SyntheticEvent } from 'react';
import { Button, Checkbox, Input, InputNumber } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { useEverybody } from '../../api/people.js';
import { useRequestKey } from '../../api/request-key.js';
import type { components } from '../../api/schema.js';
import { formatDay, formatMoment } from '../../format/moments.js';
import { formatPercent } from '../../format/numbers.js';
import { DayField } from '../../ui/day-field.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { useAgencies } from '../../api/agencies.js';
import { AgencySelect } from './agency-select.js';
import './calendar.css';
import { useProcedures } from '../../api/procedures.js';
import { renewIfAnswered } from './renew-if-answered.js';

type Target = components['schemas']['LateTarget'];

/** Decided targets of the late rate. They are entered and never changed; of two for one scope the later counts. */
export function Component(): JSX.Element {
  const { t } = useTranslation('admin');
  const scopeWords = useScopeWords();
  const { nameOf } = useEverybody();
  const targets = api.useInfiniteQuery('get', '/api/v1/late-targets', { params: { query: { limit: 50 } } }, BY_KEY);
  return (
    <>
      <PageHead title={t('targets.title')} />
      <TargetForm />
      <PagedTable
        pages={targets}
        rowKey="number"
        empty={t('targets.none')}
        columns={[
          { title: t('targets.scope'), render: (_, { scope }) => scopeWords(scope) },
          { title: t('targets.target'), render: (_, { target }) => (target === null ? t('targets.noOwn') : `≤ ${formatPercent(target)}`) },
          { title: t('targets.valid'), render: (_, { validFrom, validUntil }) => `${formatDay(validFrom)} – ${validUntil === null ? t('staff.open') : formatDay(validUntil)}` },
          { title: t('targets.document'), dataIndex: 'documentNumber' },
          { title: t('targets.entered'), render: (_, { enteredBy, enteredAt }) => `${nameOf(enteredBy)}, ${formatMoment(enteredAt)}` },
        ]}
      />
    </>
  );
}

/** Whom a target binds, in words. */
function useScopeWords(): (scope: Target['scope']) => string {
  const { t } = useTranslation('admin');
  const { nameOf } = useAgencies();
  const { procedures, nameOf: procedureName } = useProcedures();
  return ({ agency, field, procedure }) => {
    const words = [
      ...(agency === undefined ? [] : [nameOf(agency)]),
      ...(field === undefined ? [] : [procedures.find((known) => known.field.code === field)?.field.name ?? field]),
      ...(procedure === undefined ? [] : [procedureName(procedure)]),
    ];
    return words.length === 0 ? t('targets.province') : words.join(', ');
  };
}

function TargetForm(): JSX.Element {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const { header, renew } = useRequestKey();
  const [agency, setAgency] = useState<string>();
  const [typed, setTyped] = useState({ field: '', procedure: '', validFrom: '', validUntil: '', documentNumber: '' });
  const [target, setTarget] = useState<number | null>(2);
  const [none, setNone] = useState(false);
  const enter = api.useMutation('post', '/api/v1/late-targets', { onSuccess: () => { renew(); return queries.invalidateQueries(); }, onError: renewIfAnswered(renew) });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const { field, procedure, validFrom, validUntil, documentNumber } = typed;
    enter.mutate({
      params: { header: header() },
      body: { target: none ? null : target, validFrom, documentNumber, ...(agency === undefined ? {} : { agency }), ...(field === '' ? {} : { field }), ...(procedure === '' ? {} : { procedure }), ...(validUntil === '' ? {} : { validUntil }) },
    });
  };
  const text = (name: keyof typeof typed, required: boolean): JSX.Element => <label>{t(`targets.${name}`)}<Input required={required} value={typed[name]} onChange={({ target: { value } }) => { setTyped({ ...typed, [name]: value }); }} /></label>;
  const day = (name: keyof typeof typed, required: boolean): JSX.Element => <label>{t(`targets.${name}`)}<DayField required={required} value={typed[name]} onChange={(value) => { setTyped({ ...typed, [name]: value }); }} /></label>;
  return (
    <form className="panel" onSubmit={submit}>
      <h2>{t('targets.new')}</h2>
      <div className="field-grid">
        <label>{t('staff.agency')}<AgencySelect label={t('staff.agency')} value={agency} allowNone={t('targets.province')} onChange={setAgency} /></label>
        {text('field', false)}
        {text('procedure', false)}
        <div><label>{t('targets.percent')}<InputNumber min={0.01} max={100} step={0.1} decimalSeparator="," disabled={none} value={target} onChange={setTarget} style={{ width: '100%' }} /></label><Checkbox checked={none} onChange={({ target: { checked } }) => { setNone(checked); }}>{t('targets.noOwn')}</Checkbox></div>
        {day('validFrom', true)}
        {day('validUntil', false)}
        {text('documentNumber', true)}
      </div>
      {enter.error === null ? null : <ProblemAlert error={enter.error} />}
      <p><Button type="primary" htmlType="submit" loading={enter.isPending}>{t('save')}</Button></p>
    </form>
  );
}
