import type { JSX } from 'react';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/schema.js';
import type { Answered } from './answered.js';
import { WEEKDAYS } from './day-kinds.js';

type Year = Answered<components['schemas']['CalendarYear']>;
type SpecialDay = Year['months'][number]['days'][number];

/** One month of a calendar: each day that differs from its week by colour, pattern and letter; why, on hover and on focus. */
export function MonthTable({ year, month, week, chosen, onChoose }: {
  readonly year: number;
  readonly month: Year['months'][number];
  readonly week: Year['week'];
  readonly chosen: string | undefined;
  readonly onChoose: (date: string) => void;
}): JSX.Element {
  const { t } = useTranslation('admin');
  const special = new Map(month.days.map((day) => [day.date, day]));
  return (
    <div className="year-month">
      <table>
        <caption>{t('calendar.month', { month: month.month })}<small>{t('calendar.workingDays', { count: month.workingDays })}</small></caption>
        <thead><tr>{WEEKDAYS.map((weekday) => <th key={weekday} scope="col">{t(`calendar.weekdays.${weekday}`)}</th>)}</tr></thead>
        <tbody>
          {weeksOf(year, month.month).map((row) => (
            <tr key={row.find((date) => date !== undefined)}>
              {row.map((date, index) => (
                <td key={date ?? `blank-${String(index)}`}>
                  {date === undefined ? null : <Day date={date} special={special.get(date)} rest={(week[WEEKDAYS[index] ?? 'mon'] ?? []).length === 0} chosen={date === chosen} onChoose={onChoose} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Day({ date, special, rest, chosen, onChoose }: {
  readonly date: string;
  readonly special: SpecialDay | undefined;
  readonly rest: boolean;
  readonly chosen: boolean;
  readonly onChoose: (date: string) => void;
}): JSX.Element {
  const { t } = useTranslation('admin');
  const number = String(Number(date.slice(8)));
  const kind = special?.kind ?? (rest ? 'rest' : 'work');
  const why = special === undefined ? t(rest ? 'calendar.weeklyRest' : 'calendar.weeklyWork') : `${special.text}${special.hours.length === 0 ? '' : `, ${special.hours.map(([from, to]) => `${from}–${to}`).join(', ')}`}`;
  // Colour alone says nothing to one man in twelve.
  const letter = special === undefined ? '' : t(`calendar.kindLetters.${special.kind}`);
  const button = (
    <button type="button" className={`calendar-day ${kind}${chosen ? ' chosen' : ''}`} data-date={date} aria-label={`${number}${letter}: ${why}`} aria-pressed={chosen} onClick={() => { onChoose(date); }}>
      {number}{special === undefined ? null : <sup aria-hidden>{letter}</sup>}
    </button>
  );
  return special === undefined ? button : <Tooltip title={why} trigger={['hover', 'focus']}>{button}</Tooltip>;
}

/** Dates of a month in rows from Monday to Sunday. */
function weeksOf(year: number, month: number): readonly (readonly (string | undefined)[])[] {
  const two = (number: number): string => String(number).padStart(2, '0');
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const before = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  const cells = [...Array.from({ length: before }, () => undefined), ...Array.from({ length: days }, (_, index) => `${String(year)}-${two(month)}-${two(index + 1)}`)];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, row) => Array.from({ length: 7 }, (__, column) => cells[row * 7 + column]));
}
