import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatCount, formatPercent } from '../../format/numbers.js';
import { OUTCOME_COLOURS, STANDING_COLOURS } from '../../ui/theme.js';
import { addressOf, type Asked, periodOf, scopeOf } from './asked.js';
import { behindCell } from './behind.js';
import { Caption, CountLink, Panel } from './figure-parts.js';

type Budget = components['schemas']['Budget'];

const DECIMALS = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 0, maximumFractionDigits: 2 });
/** The bar shows up to twice the target. */
const BAR_SPAN = 2;
const WHOLE = 100;

/** The late rate against its line: what is left of it in numbers and words, how fast it goes, and how the period will probably end. */
export function BudgetPanel({ asked }: { readonly asked: Asked }): JSX.Element {
  const { t } = useTranslation('manager');
  const { data, error, isPending } = api.useQuery('get', '/api/v1/metrics/budget', { params: { query: { ...periodOf(asked), ...scopeOf(asked) } } });
  return <Panel title={t('budget.title')} error={error} isPending={isPending}>{data === undefined ? null : <Standing budget={data} asked={asked} />}</Panel>;
}

function Standing({ budget, asked }: { readonly budget: Budget; readonly asked: Asked }): JSX.Element {
  const { t } = useTranslation('manager');
  const { rate, target, targetBasis, period, asOf } = budget;
  const line = formatPercent(target);
  const isBroken = rate.value !== null && rate.value >= target;
  return (
    <>
      <p className="headline" data-figure="late-rate" style={{ color: rate.value === null ? STANDING_COLOURS.calm : isBroken ? STANDING_COLOURS.late : STANDING_COLOURS.done }}>
        {formatPercent(rate.value)} <small>{rate.value === null ? '' : t(isBroken ? 'budget.broken' : 'budget.kept', { line })}</small>
      </p>
      {rate.value === null ? null : <Bar value={rate.value} target={target} isBroken={isBroken} />}
      <p>
        <CountLink count={rate.numerator} to={behindCell('late-of-all', 'minute', asked)} label={t('budget.late')} /> {t('budget.lateOf')}{' '}
        <CountLink count={rate.denominator} to={behindCell('total', 'minute', asked)} label={t('budget.all')} /> {t('budget.allWords')}
      </p>
      <dl className="facts">
        <dt>{t('budget.left')}</dt><dd>{leftWords(budget, t)}</dd>
        <dt>{t('budget.burn')}</dt><dd>{burnWords(budget, t)}</dd>
        <dt>{t('budget.due')}</dt>
        <dd>{t('budget.dueWords', { due: formatCount(budget.due.dossiers) })} <Link to={addressOf('/so-lieu/nguy-co', scopeOf(asked))}>{t('budget.endangered', { count: budget.due.endangered })}</Link></dd>
        <dt>{t('budget.projection')}</dt>
        <dd>{formatPercent(budget.projection.value)} – {t(budget.projection.exceeds ? 'budget.willBreak' : 'budget.willHold')}. {budget.forecast.label}{budget.forecast.backTest === null ? '' : ` (${budget.forecast.backTest})`}</dd>
        <dt>{t('budget.line')}</dt><dd>{t('budget.below', { line })}{targetBasis === null ? t('budget.usual') : t('budget.decided', { document: targetBasis.documentNumber })}</dd>
      </dl>
      <p><Caption period={period} formula={rate.formulaVi} comparison={rate.comparisonLabel} asOf={asOf} /></p>
    </>
  );
}

/** The rate as a bar with the target as a dashed line; the words beside it say the same. */
function Bar({ value, target, isBroken }: { readonly value: number; readonly target: number; readonly isBroken: boolean }): JSX.Element {
  const width = Math.min(WHOLE, (value / (target * BAR_SPAN)) * WHOLE);
  return (
    <div className="budget-bar" aria-hidden>
      <div className="spent" style={{ width: `${String(width)}%`, background: isBroken ? OUTCOME_COLOURS.late : OUTCOME_COLOURS.early }} />
      <div className="line" style={{ insetInlineStart: `${String(WHOLE / BAR_SPAN)}%` }}><span>{formatPercent(target)}</span></div>
    </div>
  );
}

type Translate = ReturnType<typeof useTranslation<'manager'>>['t'];

function leftWords({ budget, target }: Budget, t: Translate): string {
  if (budget === null) return t('budget.nothing');
  const line = formatPercent(target);
  return budget.left === 0 ? t('budget.spent', { line }) : t('budget.leftWords', { left: formatCount(budget.left), line });
}

function burnWords({ burnRate, workingDays }: Budget, t: Translate): string {
  const days = workingDays === null ? '' : t('budget.days', { begun: workingDays.begun, total: workingDays.total });
  if (burnRate === null) return `${t('budget.nothing')}${days}`;
  return `${t(burnRate > 1 ? 'budget.fast' : 'budget.slow', { rate: DECIMALS.format(burnRate) })}${days}`;
}
