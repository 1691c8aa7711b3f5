import type { JSX } from 'react';
import { Alert, Empty, Spin, Tag } from 'antd';
import { CheckCircleOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { api, isProblem } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatDay } from '../../format/moments.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import type { Answered } from './answered.js';
import { DAY_KINDS } from './day-kinds.js';
import { MonthTable } from './month-table.js';

type Year = Answered<components['schemas']['CalendarYear']>;

/** A year of an agency's calendar in twelve months, with its legend and the documents behind it; `draft` shows it as a draft would make it. */
export function YearView({ agency, use, year, draft, chosen, onChoose }: {
  readonly agency: string;
  readonly use: 'processing' | 'intake';
  readonly year: number;
  readonly draft: string | undefined;
  readonly chosen: string | undefined;
  readonly onChoose: (date: string) => void;
}): JSX.Element {
  const { t } = useTranslation('admin');
  const { data, error, isPending } = api.useQuery('get', '/api/v1/calendars/{agency}/years/{year}', {
    params: { path: { agency, year }, query: { use, ...(draft === undefined ? {} : { draft }) } },
  });
  if (error !== null) return isProblem(error) && error.status === 404 ? <Empty description={t('calendar.undeclared', { year })} /> : <ProblemAlert error={error} />;
  if (isPending) return <Spin />;
  return (
    <>
      <YearStatus year={data} />
      <Legend />
      <div className="year-months">
        {data.months.map((month) => <MonthTable key={month.month} year={data.year} month={month} week={data.week} chosen={chosen} onChoose={onChoose} />)}
      </div>
      <Documents year={data} />
    </>
  );
}

function YearStatus({ year }: { readonly year: Year }): JSX.Element {
  const { t } = useTranslation('admin');
  const confirmed = year.status === 'confirmed';
  return (
    <>
      <p>
        <Tag icon={confirmed ? <CheckCircleOutlined aria-hidden /> : <QuestionCircleOutlined aria-hidden />}>{t(`calendar.status.${year.status}`)}</Tag>
        {t('calendar.yearLine', { count: year.workingDays, source: year.source })}
      </p>
      {confirmed ? null : <Alert type="warning" showIcon title={t('calendar.unconfirmed')} style={{ marginBottom: 12 }} />}
    </>
  );
}

function Legend(): JSX.Element {
  const { t } = useTranslation('admin');
  return (
    <ul className="calendar-legend" aria-label={t('calendar.legend')}>
      {DAY_KINDS.map((kind) => <li key={kind}><span className={`calendar-day ${kind}`} aria-hidden>{t(`calendar.kindLetters.${kind}`)}</span>{t(`calendar.kindLetters.${kind}`)}: {t(`calendar.kinds.${kind}`)}</li>)}
      <li><span className="calendar-day rest" aria-hidden />{t('calendar.weeklyRest')}</li>
    </ul>
  );
}

/** Every document the year rests on, with its days. */
function Documents({ year }: { readonly year: Year }): JSX.Element {
  const { t } = useTranslation('admin');
  const bySource = new Map<string, Year['months'][number]['days']>();
  for (const day of year.months.flatMap(({ days }) => days)) bySource.set(day.source, [...(bySource.get(day.source) ?? []), day]);
  return (
    <section className="panel" style={{ marginTop: 16 }}>
      <h2>{t('calendar.documents')}</h2>
      {bySource.size === 0 ? <p>{t('calendar.noDocuments')}</p> : (
        <dl>
          {[...bySource].map(([source, days]) => (
            <div key={source}>
              <dt><strong>{source}</strong></dt>
              <dd><ul className="plain-list">{days.map((day) => <li key={day.date}>{formatDay(day.date)}: {t(`calendar.kinds.${day.kind}`)}{day.name === '' ? '' : `, ${day.name}`}{day.swapWith === null ? '' : t('calendar.swapWith', { day: formatDay(day.swapWith) })}</li>)}</ul></dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
