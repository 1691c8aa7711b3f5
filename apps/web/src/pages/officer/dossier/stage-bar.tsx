import type { JSX } from 'react';
import { CheckCircleOutlined, ClockCircleOutlined, ExclamationCircleOutlined, MinusCircleOutlined } from '@ant-design/icons';
import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAgencies } from '../../../api/agencies.js';
import { formatMoment } from '../../../format/moments.js';
import { useEverybody } from '../../../api/people.js';
import type { Dossier } from '../types.js';
import { useWorkingTime } from '../working-time.js';

type Stage = Dossier['stages'][number];

/** The way of the work: each stage with who has it, the working time it used of its budget, and whether it ran late. */
export function StageBar({ dossier: { stages } }: { readonly dossier: Dossier }): JSX.Element | null {
  const { t } = useTranslation('officer');
  const { nameOf: agencyName } = useAgencies();
  const { nameOf: personName } = useEverybody();
  if (stages.length === 0) return null;
  return (
    <Card size="small" title={<h2>{t('stages.title')}</h2>}>
      <ol className="stage-bar">
        {stages.map((stage) => (
          <li key={`${String(stage.part)} ${stage.id}`} className={`stage ${stage.status}${stage.late ? ' late' : ''}`} aria-current={stage.status === 'open' ? 'step' : undefined}>
            <span className="stage-sign">{signOf(stage)}</span>
            <b>{stage.name}</b>
            <span>{agencyName(stage.agency)}{stage.officer === null ? '' : ` · ${personName(stage.officer)}`}</span>
            <Share stage={stage} />
            <span>{t(stage.late ? 'stages.late' : `stages.${stage.status}`)}{stage.awaitingAcceptanceFrom === null ? '' : ` · ${t('stages.awaits')}`}{stage.targetAt === null ? '' : ` · ${t('stages.target', { at: formatMoment(stage.targetAt) })}`}</span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** Time used as a bar and in words; of a stage whose budget is told, of how much. */
function Share({ stage: { spentMs: usedMs, budgetMs, late } }: { readonly stage: Stage }): JSX.Element {
  const { t } = useTranslation('officer');
  const { ofMs } = useWorkingTime();
  const percent = budgetMs === null || budgetMs === 0 ? undefined : Math.min(100, Math.round((usedMs / budgetMs) * 100));
  return (
    <>
      {percent === undefined ? null : <span className="share" aria-hidden><span className={late || percent >= 100 ? 'used late' : percent >= 80 ? 'used soon' : 'used'} style={{ inlineSize: `${String(percent)}%` }} /></span>}
      <span>{budgetMs === null ? t('stages.used', { used: ofMs(usedMs) }) : t('stages.usedOf', { used: ofMs(usedMs), budget: ofMs(budgetMs) })}</span>
    </>
  );
}

function signOf({ status, late }: Stage): JSX.Element {
  if (late) return <ExclamationCircleOutlined aria-hidden />;
  return status === 'done' ? <CheckCircleOutlined aria-hidden /> : status === 'open' ? <ClockCircleOutlined aria-hidden /> : <MinusCircleOutlined aria-hidden />;
}
