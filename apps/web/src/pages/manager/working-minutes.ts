import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount, keepUnits } from '../../format/numbers.js';

/** Working time is written in hours and minutes. */
export const MINUTES_PER_HOUR = 60;

/** Working time to the minute, as delays are shared: their sum can be checked by whoever reads them. */
export function useWorkingMinutes(): (minutes: number) => string {
  const { t } = useTranslation('manager');
  return useCallback((minutes: number) => keepUnits(t('stages.time', { hours: formatCount(Math.floor(minutes / MINUTES_PER_HOUR)), minutes: String(minutes % MINUTES_PER_HOUR).padStart(2, '0') })), [t]);
}
