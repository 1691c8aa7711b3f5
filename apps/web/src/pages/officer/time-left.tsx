import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { StandingTag, type Standing } from '../../ui/standing-tag.js';
import type { DossierItem } from './types.js';
import { useWorkingTime } from './working-time.js';

/** Working time left of a line, in colour, sign and word: red late, orange soon, else calm; what stands still says so, and what is done. */
export function TimeLeft({ item: { late, dueSoon, remainingMinutes, dueAt, maximumAt, finishedAt } }: { readonly item: Pick<DossierItem, 'late' | 'dueSoon' | 'remainingMinutes' | 'dueAt' | 'maximumAt' | 'finishedAt'> }): JSX.Element {
  const { t } = useTranslation('officer');
  const { ofMinutes } = useWorkingTime();
  if (finishedAt !== null) return <>{t('left.finished')}</>;
  if (late) return <StandingTag standing="late">{remainingMinutes === null ? t('left.late') : t('left.lateBy', { time: ofMinutes(remainingMinutes) })}</StandingTag>;
  if (remainingMinutes === null) return <StandingTag standing={dueAt === null && maximumAt === null ? 'undated' : 'paused'}>{dueAt === null && maximumAt === null ? t('left.undated') : t('left.still')}</StandingTag>;
  const standing: Standing = dueSoon === true ? 'due-soon' : 'in-time';
  return <StandingTag standing={standing}>{t(dueSoon === true ? 'left.soon' : 'left.calm', { time: ofMinutes(remainingMinutes) })}</StandingTag>;
}
