import { useState, type JSX } from 'react';
import { Button, Checkbox, Input, InputNumber, Popconfirm, Select, Table, Tag } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { useRequestKey } from '../../api/request-key.js';
import type { components } from '../../api/schema.js';
import { formatMoment } from '../../format/moments.js';
import { HourField } from '../../ui/day-field.js';
import { PageHead } from '../../ui/page-head.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { Waiting } from '../../ui/waiting.js';
import './calendar.css';
import { useJsonText, useUnreadable, type ReportUnreadable } from './json-text.js';
import { renewIfAnswered } from './renew-if-answered.js';

type Settings = components['schemas']['Settings'];
type Chosen = Readonly<Record<string, unknown>>;

const UNITS = ['working-days', 'working-hours', 'calendar-days', 'months', 'years'] as const;

/** What the program leaves to provinces: nothing holds until one chooses it. */
const UNSET = ['resultHandoverLead'] as const;

/** Kept as hundredths of a percent (200 is 2 %), written as a percentage. */
const HUNDREDTHS_OF_PERCENT = 'lateTarget';
/** Kept as minutes since midnight, written as times of day. */
const MINUTES_OF_DAY: readonly string[] = ['transferCutOffMinute', 'quietFromMinute', 'quietUntilMinute'];
const MINUTES_PER_HOUR = 60;

/** Leads, limits and targets of the installation: what holds, what the program has of itself, and what is chosen otherwise. */
export function Component(): JSX.Element {
  const { t } = useTranslation('admin');
  const { data, error } = api.useQuery('get', '/api/v1/settings');
  if (error !== null) return <ProblemAlert error={error} />;
  if (data === undefined) return <Waiting />;
  return (
    <>
      <PageHead title={t('settings.title')} />
      <p>{data.publishedAt === null ? t('settings.programsOwn') : t('settings.versionLine', { number: data.number, by: data.publishedBy ?? '', moment: formatMoment(data.publishedAt) })}</p>
      <SettingsForm key={data.number} settings={data} />
      <Versions />
    </>
  );
}

function SettingsForm({ settings }: { readonly settings: Settings }): JSX.Element {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const { header, renew } = useRequestKey();
  const [chosen, setChosen] = useState<Chosen>(settings.chosen);
  const [resets, setResets] = useState<Readonly<Record<string, number>>>({});
  const { isUnreadable, report } = useUnreadable();
  const publish = api.useMutation('post', '/api/v1/settings/versions', { onSuccess: () => { renew(); return queries.invalidateQueries(); }, onError: renewIfAnswered(renew) });
  // A field begins anew with the program's own value.
  const reset = (name: string): void => {
    setChosen((({ [name]: _, ...rest }) => rest)(chosen));
    setResets({ ...resets, [name]: (resets[name] ?? 0) + 1 });
  };
  const changed = JSON.stringify(chosen) !== JSON.stringify(settings.chosen);
  return (
    <>
      {publish.error === null ? null : <ProblemAlert error={publish.error} />}
      <p className="no-print">
        <Popconfirm title={t('settings.publishSure')} okText={t('editor.publish')} cancelText={t('cancel')} onConfirm={() => { publish.mutate({ params: { header: header() }, body: { basedOn: settings.number, settings: { ...chosen } } }); }}>
          <Button type="primary" disabled={!changed || isUnreadable} loading={publish.isPending}>{t('settings.publish')}</Button>
        </Popconfirm>
      </p>
      <Table
        size="small"
        rowKey={(name) => name}
        dataSource={[...new Set([...Object.keys(settings.defaults), ...Object.keys(settings.chosen), ...UNSET])]}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: t('settings.name'), render: (_, name) => <><strong>{t(`settings.keys.${name}` as 'settings.keys.lateTarget')}</strong><br /><code>{name}</code></> },
          { title: t('settings.value'), render: (_, name) => <Field key={resets[name] ?? 0} name={name} value={name in chosen ? chosen[name] : settings.defaults[name]} onChange={(value) => { setChosen({ ...chosen, [name]: value }); }} report={report} /> },
          { title: t('settings.standing'), render: (_, name) => (name in chosen ? <><Tag>{t('settings.chosen')}</Tag><Button size="small" onClick={() => { reset(name); }}>{t('settings.reset')}<span className="visually-hidden"> {name}</span></Button></> : t('settings.default')) },
        ]}
      />
    </>
  );
}

/** 15:00 of minute 900. */
function hourOf(minute: number): string {
  return `${String(Math.floor(minute / MINUTES_PER_HOUR)).padStart(2, '0')}:${String(minute % MINUTES_PER_HOUR).padStart(2, '0')}`;
}

function minuteOf(hour: string): number {
  const [hours = 0, minutes = 0] = hour.split(':').map(Number);
  return hours * MINUTES_PER_HOUR + minutes;
}

/** A setting by what it is: yes or no, a number, a limit in its unit, or what the catalogue file has. */
function Field({ name, value, onChange, report }: { readonly name: string; readonly value: unknown; readonly onChange: (value: unknown) => void; readonly report: ReportUnreadable }): JSX.Element {
  const { t } = useTranslation('admin');
  const label = t(`settings.keys.${name}` as 'settings.keys.lateTarget');
  if (value === undefined) return <Button size="small" onClick={() => { onChange({ unit: 'working-hours', amount: 4 }); }}>{t('settings.set')}<span className="visually-hidden"> {label}</span></Button>;
  if (typeof value === 'boolean') return <Checkbox aria-label={label} checked={value} onChange={({ target }) => { onChange(target.checked); }} />;
  if (name === HUNDREDTHS_OF_PERCENT && typeof value === 'number') return <InputNumber aria-label={label} value={value / 100} min={0} max={100} step={0.1} precision={2} decimalSeparator="," onChange={(next) => { if (next !== null) onChange(Math.round(next * 100)); }} />;
  if (MINUTES_OF_DAY.includes(name) && typeof value === 'number') return <HourField required aria-label={label} value={hourOf(value)} onChange={(hour) => { if (hour !== '') onChange(minuteOf(hour)); }} />;
  if (typeof value === 'number') return <InputNumber aria-label={label} value={value} onChange={(next) => { if (next !== null) onChange(next); }} />;
  if (isLimit(value)) {
    return (
      <span style={{ display: 'inline-flex', gap: 4 }}>
        <InputNumber aria-label={label} value={value.amount} min={0} decimalSeparator="," onChange={(amount) => { if (amount !== null) onChange({ ...value, amount }); }} style={{ width: 90 }} />
        <Select aria-label={`${label}: ${t('trial.unit')}`} value={value.unit} options={UNITS.map((unit) => ({ value: unit, label: t(`units.${unit}`) }))} onChange={(unit: string) => { onChange({ ...value, unit }); }} style={{ minWidth: 150 }} />
      </span>
    );
  }
  return <Raw label={label} value={value} onChange={onChange} report={report} />;
}

function Raw({ label, value, onChange, report }: { readonly label: string; readonly value: unknown; readonly onChange: (value: unknown) => void; readonly report: ReportUnreadable }): JSX.Element {
  const { t } = useTranslation('admin');
  const { text, set, isBroken } = useJsonText({ begin: JSON.stringify(value, null, 1), read: JSON.parse, onChange, report });
  return <><Input.TextArea aria-label={label} autoSize={{ minRows: 1, maxRows: 8 }} value={text} spellCheck={false} style={{ fontFamily: 'monospace', minWidth: 360 }} onChange={({ target }) => { set(target.value); }} {...(isBroken ? { status: 'error' as const } : {})} />{isBroken ? <span className="field-problem">✕ {t('notJson')}</span> : null}</>;
}

function isLimit(value: unknown): value is { readonly unit: string; readonly amount: number } {
  return typeof value === 'object' && value !== null && 'unit' in value && 'amount' in value && Object.keys(value).length === 2;
}

function Versions(): JSX.Element {
  const { t } = useTranslation('admin');
  const { data } = api.useQuery('get', '/api/v1/settings/versions', { params: { query: { limit: 50 } } });
  return (
    <section className="panel" style={{ marginTop: 16 }}>
      <h2>{t('settings.versions')}</h2>
      <Table
        size="small"
        rowKey="number"
        dataSource={data?.items ?? []}
        pagination={false}
        locale={{ emptyText: t('settings.programsOwn') }}
        columns={[
          { title: t('procedures.version'), dataIndex: 'number' },
          { title: t('templates.publishedBy'), render: (_, { publishedBy, publishedAt }) => `${publishedBy}, ${formatMoment(publishedAt)}` },
          { title: t('templates.content'), render: (_, { settings }) => <code style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{JSON.stringify(settings)}</code> },
        ]}
      />
    </section>
  );
}
