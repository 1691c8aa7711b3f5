import { useState, type JSX, type SyntheticEvent } from 'react';
import { Alert, Button, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatDay, formatMoment } from '../../format/moments.js';
import { LightDayField, LightHourField } from '../../ui/light-time-fields.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import type { Answered } from './answered.js';

type Question = components['schemas']['DateTrialRequest'];
type Unit = Question['limit']['unit'];

const UNITS = ['working-days', 'working-hours', 'calendar-days', 'months', 'years', 'same-day'] as const satisfies readonly Unit[];
const STARTS = ['on-receipt', 'same-day-15h', 'birth-group-15h', 'online-17h', 'last-hour'] as const satisfies readonly Question['start'][];
const ENDS = ['same-clock', 'closing', 'midnight'] as const satisfies readonly Question['end'][];

/** A date tried on a calendar itself, in force or in a draft: from when, how long, and every day that was counted or passed over. */
export function DateTrial({ agency, draft, day }: { readonly agency: string; readonly draft: string | undefined; readonly day: string | undefined }): JSX.Element {
  const { t } = useTranslation('admin');
  const [from, setFrom] = useState({ day: '', hour: '09:00' });
  const [amount, setAmount] = useState(5);
  const [unit, setUnit] = useState<Unit>('working-days');
  const [start, setStart] = useState<Question['start']>('on-receipt');
  const [end, setEnd] = useState<Question['end']>('same-clock');
  const trial = api.useMutation('post', '/api/v1/calendars/date-trials');
  const firstDay = day ?? from.day;
  const ask = (event: SyntheticEvent): void => {
    event.preventDefault();
    const limit = unit === 'same-day' ? { unit } : { unit, amount };
    trial.mutate({ body: { agency, from: `${firstDay}T${from.hour}:00+07:00`, limit, start, end, ...(draft === undefined ? {} : { draft }) } });
  };
  return (
    <section className="panel date-trial" aria-labelledby="date-trial-title">
      <h2 id="date-trial-title">{t('trial.title')}</h2>
      <p>{t(draft === undefined ? 'trial.onCurrent' : 'trial.onDraft')}</p>
      <form onSubmit={ask}>
        <label htmlFor="trial-day">{t('trial.day')}</label>
        <LightDayField id="trial-day" required value={firstDay} onChange={(chosen) => { setFrom({ ...from, day: chosen }); }} readOnly={day !== undefined} />
        <label htmlFor="trial-hour">{t('trial.hour')}</label>
        <LightHourField id="trial-hour" required value={from.hour} onChange={(hour) => { setFrom({ ...from, hour }); }} />
        <label htmlFor="trial-amount">{t('trial.amount')}</label>
        <InputNumber id="trial-amount" min={0.5} max={10_000} value={amount} disabled={unit === 'same-day'} onChange={(value) => { setAmount(value ?? 1); }} style={{ width: '100%' }} />
        <label htmlFor="trial-unit">{t('trial.unit')}</label>
        <Select id="trial-unit" value={unit} onChange={setUnit} options={UNITS.map((value) => ({ value, label: t(`units.${value}`) }))} style={{ width: '100%' }} />
        <label htmlFor="trial-start">{t('trial.start')}</label>
        <Select id="trial-start" value={start} onChange={setStart} options={STARTS.map((value) => ({ value, label: t(`starts.${value}`) }))} style={{ width: '100%' }} />
        <label htmlFor="trial-end">{t('trial.end')}</label>
        <Select id="trial-end" value={end} onChange={setEnd} options={ENDS.map((value) => ({ value, label: t(`ends.${value}`) }))} style={{ width: '100%' }} />
        <Button type="primary" htmlType="submit" loading={trial.isPending} style={{ marginTop: 8 }}>{t('trial.ask')}</Button>
      </form>
      {trial.error === null ? null : <ProblemAlert error={trial.error} />}
      {trial.data === undefined ? null : <Tried date={trial.data} />}
    </section>
  );
}

function Tried({ date }: { readonly date: Answered<components['schemas']['DateTrial']> }): JSX.Element {
  const { t } = useTranslation('admin');
  return (
    <div role="status" data-testid="tried-date">
      <p><strong>{t('trial.due')}: {formatMoment(date.dueAt)}</strong></p>
      {date.startAt === date.dueAt ? null : <p>{t('trial.begins', { moment: formatMoment(date.startAt) })}</p>}
      {date.unconfirmedYears.length === 0 ? null : <Alert type="warning" showIcon title={t('trial.unconfirmed', { years: date.unconfirmedYears.join(', ') })} />}
      <ol className="date-trial-days">
        {date.days.map((day) => (
          <li key={day.date} className={day.working ? 'on' : 'off'}>{formatDay(day.date)}: {day.text}{day.hours.length === 0 ? '' : ` (${day.hours.map(([from, to]) => `${from}–${to}`).join(', ')})`}</li>
        ))}
      </ol>
      <details><summary>{t('trial.why')}</summary><ul className="plain-list">{date.explanation.map((line) => <li key={line}>{line}</li>)}</ul></details>
    </div>
  );
}
