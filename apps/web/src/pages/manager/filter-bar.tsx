import type { JSX } from 'react';
import { Checkbox, Flex, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { serverToday } from '../../api/server-time.js';
import { BY_LABEL } from '../../ui/by-label.js';
import { later } from '../../ui/later.js';
import { type ChangeAsked, type Asked } from './asked.js';
import { useAgencyChoices, useProcedureChoices } from './catalogue.js';
import { isReportPeriod, PERIOD_KINDS, periodsUntil } from './periods.js';
import { PrintHead } from './print-head.js';

/** Few choose days by themselves: what picks them is half of all else the page loads. */
const DayField = later(async () => (await import('../../ui/day-field.js')).DayField);

const DAYS = 'days';

/** What can be narrowed down on a page. */
export type FilterPart = 'period' | 'agency' | 'field' | 'procedure';

/** Period, agency, field and procedure of a page of figures, kept in its address. `days` are what a printed page is of, in words, where that is not the period that is chosen. */
export function FilterBar({ asked, change, parts, days }: { readonly asked: Asked; readonly change: ChangeAsked; readonly parts: readonly FilterPart[]; readonly days?: string }): JSX.Element {
  const { t } = useTranslation('manager');
  const printed = days ?? (parts.includes('period') ? undefined : t('caption.atMoment'));
  return (
    <>
      <PrintHead asked={asked} {...(printed === undefined ? {} : { days: printed })} />
      <Flex gap="small" wrap align="center" className="no-print figure-filter" role="search">
        {parts.includes('period') ? <PeriodFilter asked={asked} change={change} /> : null}
        {parts.includes('agency') ? <AgencyFilter value={asked.agency} onChange={(agency) => { change({ agency }); }} /> : null}
        {parts.includes('field') ? <FieldFilter value={asked.field} onChange={(field) => { change({ field, procedure: undefined }); }} /> : null}
        {parts.includes('procedure') ? <ProcedureFilter value={asked.procedure} onChange={(procedure) => { change({ procedure, field: undefined }); }} /> : null}
      </Flex>
    </>
  );
}

/** Which days: a named period, whole or as reports are cut off, or days from one to another. */
export function PeriodFilter({ asked, change }: { readonly asked: Asked; readonly change: ChangeAsked }): JSX.Element {
  const { t } = useTranslation('manager');
  const today = serverToday();
  const named = periodsUntil(today);
  const inDays = asked.from !== undefined || asked.to !== undefined;
  const groups = PERIOD_KINDS.map((kind) => ({ label: t(`period.${kind}`), options: named[kind].map(({ period, text, values }) => ({ value: period, label: t(text, values) })) }));
  const choose = (value: string): void => {
    if (value === DAYS) change({ period: undefined, bounds: undefined, from: `${today.slice(0, 8)}01`, to: today });
    else change({ period: value, from: undefined, to: undefined, ...(isReportPeriod(value) ? {} : { bounds: undefined }) });
  };
  return (
    <>
      <Select
        aria-label={t('period.label')}
        value={inDays ? DAYS : (asked.period ?? today.slice(0, 7))}
        onChange={choose}
        showSearch={BY_LABEL}
        popupMatchSelectWidth={false}
        style={{ minWidth: 200 }}
        options={[...groups, { label: t('period.other'), options: [{ value: DAYS, label: t('period.days') }] }]}
      />
      {inDays ? (
        <>
          <DayField waiting={null} aria-label={t('period.from')} required value={asked.from} max={asked.to} onChange={(from) => { if (from !== '') change({ from }); }} style={{ width: 160 }} />
          <DayField waiting={null} aria-label={t('period.to')} required value={asked.to} min={asked.from} onChange={(to) => { if (to !== '') change({ to }); }} style={{ width: 160 }} />
        </>
      ) : isReportPeriod(asked.period) ? (
        <Checkbox checked={asked.bounds === 'report'} onChange={({ target }) => { change({ bounds: target.checked ? 'report' : undefined, period: asked.period ?? today.slice(0, 7) }); }}>{t('period.report')}</Checkbox>
      ) : null}
    </>
  );
}

/** Which agency; all that may be seen where none is chosen. */
export function AgencyFilter({ value, onChange }: { readonly value: string | undefined; readonly onChange: (value: string | undefined) => void }): JSX.Element {
  const { t } = useTranslation('manager');
  const choices = useAgencyChoices();
  return <Select aria-label={t('filter.agency')} placeholder={t('filter.anyAgency')} allowClear {...(value === undefined ? {} : { value })} onChange={(chosen?: string) => { onChange(chosen); }} showSearch={BY_LABEL} options={[...choices]} popupMatchSelectWidth={false} style={{ minWidth: 240 }} />;
}

/** Which procedure; all where none is chosen. */
export function ProcedureFilter({ value, onChange }: { readonly value: string | undefined; readonly onChange: (value: string | undefined) => void }): JSX.Element {
  const { t } = useTranslation('manager');
  const { choices } = useProcedureChoices();
  return <Select aria-label={t('filter.procedure')} placeholder={t('filter.anyProcedure')} allowClear {...(value === undefined ? {} : { value })} onChange={(chosen?: string) => { onChange(chosen); }} showSearch={BY_LABEL} options={[...choices]} popupMatchSelectWidth={false} style={{ minWidth: 240, maxWidth: 420 }} />;
}

/** Which field; all where none is chosen. */
export function FieldFilter({ value, onChange }: { readonly value: string | undefined; readonly onChange: (value: string | undefined) => void }): JSX.Element {
  const { t } = useTranslation('manager');
  const { fields } = useProcedureChoices();
  return <Select aria-label={t('filter.field')} placeholder={t('filter.anyField')} allowClear {...(value === undefined ? {} : { value })} onChange={(chosen?: string) => { onChange(chosen); }} showSearch={BY_LABEL} options={[...fields]} popupMatchSelectWidth={false} style={{ minWidth: 180 }} />;
}
