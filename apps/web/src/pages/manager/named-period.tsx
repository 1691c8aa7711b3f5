import type { JSX } from 'react';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { serverToday } from '../../api/server-time.js';
import { BY_LABEL } from '../../ui/by-label.js';
import { namedPeriod, type PeriodKind, periodsUntil } from './periods.js';

/** Periods an evaluation sheet is made for. */
export const SHEET_KINDS = ['months', 'quarters', 'years'] as const;

/** Which named period of some kinds; there is always one. */
export function NamedPeriodFilter({ kinds, value, onChange }: { readonly kinds: readonly PeriodKind[]; readonly value: string; readonly onChange: (period: string) => void }): JSX.Element {
  const { t } = useTranslation('manager');
  const named = periodsUntil(serverToday());
  return (
    <Select
      aria-label={t('period.label')}
      value={value}
      onChange={onChange}
      showSearch={BY_LABEL}
      popupMatchSelectWidth={false}
      style={{ minWidth: 200 }}
      options={kinds.map((kind) => ({ label: t(`period.${kind}`), options: named[kind].map(({ period, text, values }) => ({ value: period, label: t(text, values) })) }))}
    />
  );
}

/** The period an address asks for where it is offered among these kinds, else the present one of the first kind. */
export function periodAmong(kinds: readonly PeriodKind[], asked: string | undefined): string {
  const named = periodsUntil(serverToday());
  const offered = kinds.flatMap((kind) => named[kind].map(({ period }) => period));
  return offered.find((period) => period === asked) ?? offered[0] ?? '';
}

/** How a period is called: `2026-Q3` is the third quarter; what is no period by itself. */
export function usePeriodWords(): (period: string) => string {
  const { t } = useTranslation('manager');
  return (period) => {
    const named = namedPeriod(period);
    return named === undefined ? period : t(named.text, named.values);
  };
}
