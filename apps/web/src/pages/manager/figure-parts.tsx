import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { components } from '../../api/schema.js';
import { formatDay, formatMoment } from '../../format/moments.js';
import { formatCount, formatPercent } from '../../format/numbers.js';
import { Box } from '../../ui/box.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { Waiting } from '../../ui/waiting.js';

/** The days of a figure as they are answered. */
export type FigurePeriod = components['schemas']['Figure']['period'];

/** What every figure owes its reader: period (`days` where it looks ahead or at one moment, in words), formula, how late is told from on time, and as of when; said also where a period began before anything was recorded. */
export function Caption({ period, days, formula, comparison, asOf }: { readonly period?: FigurePeriod; readonly days?: string; readonly formula: string; readonly comparison?: string; readonly asOf: string }): JSX.Element {
  const { t } = useTranslation('manager');
  return (
    <span className="figure-caption">
      {period === undefined ? null : <>{t('caption.period', { from: formatDay(period.from), to: formatDay(period.to) })}{period.until === null ? '. ' : t('caption.underWay')}</>}
      {days === undefined ? null : `${days}. `}
      {t('caption.formula', { formula })}{comparison === undefined ? '' : ` (${comparison})`}. {t('caption.asOf', { asOf: formatMoment(asOf) })}
      {period?.note == null ? null : <strong> {period.note}</strong>}
    </span>
  );
}

/** A number that opens the list behind it; nought opens nothing. */
export function CountLink({ count, to, label }: { readonly count: number; readonly to: string; readonly label: string }): JSX.Element {
  return count === 0 ? <>{formatCount(count)}</> : <Link to={to} aria-label={`${label}: ${formatCount(count)}`}>{formatCount(count)}</Link>;
}

/** A percentage that opens the dossiers of its numerator. */
export function PercentLink({ value, numerator, to, label }: { readonly value: number | null; readonly numerator: number; readonly to: string; readonly label: string }): JSX.Element {
  return value === null || numerator === 0 ? <>{formatPercent(value)}</> : <Link to={to} aria-label={`${label}: ${formatPercent(value)}`}>{formatPercent(value)}</Link>;
}

/** One box of a page: its own heading, and its own waiting and failing, so that a slow figure holds no other up. */
export function Panel({ title, extra, error, isPending, children }: { readonly title: string; readonly extra?: ReactNode; readonly error?: unknown; readonly isPending?: boolean; readonly children: ReactNode }): JSX.Element {
  return (
    <Box className="panel" title={<h2 className="panel-title">{title}</h2>} {...(extra === undefined ? {} : { extra })}>
      {error == null ? isPending === true ? <Waiting /> : children : <ProblemAlert error={error} />}
    </Box>
  );
}
