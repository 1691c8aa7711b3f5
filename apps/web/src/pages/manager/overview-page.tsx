import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../ui/page-head.js';
import { AgeingPanel } from './ageing-panel.js';
import { AlarmPanel } from './alarm-panel.js';
import { useAsked } from './asked.js';
import { BudgetPanel } from './budget-panel.js';
import { CapacityPanel } from './capacity-panel.js';
import { ClockPanel } from './clock-panel.js';
import { DataErrorsPanel } from './data-errors-panel.js';
import { EndangeredPanel } from './endangered-panel.js';
import { FilterBar } from './filter-bar.js';
import { HandlingPanel } from './handling-panel.js';
import { PrintButton } from './print-button.js';
import { TrendPanel } from './trend-panel.js';
import './manager.css';

/** What a manager looks at first: the late rate against its line, where it goes, what was received, done and is pending, and what comes next. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const { asked, words, change } = useAsked();
  const shown = { asked, words, change };
  return (
    <>
      <PageHead title={t('overview.title')}><PrintButton /></PageHead>
      <FilterBar asked={asked} change={change} parts={['period', 'agency', 'field', 'procedure']} />
      <div className="panels">
        <BudgetPanel asked={asked} />
        <AlarmPanel />
        <div className="wide"><TrendPanel {...shown} /></div>
        <div className="wide"><HandlingPanel {...shown} /></div>
        <div className="wide"><DataErrorsPanel asked={asked} /></div>
        <AgeingPanel asked={asked} />
        <EndangeredPanel {...shown} />
        <div className="wide"><CapacityPanel asked={asked} /></div>
        <div className="wide"><ClockPanel asked={asked} /></div>
      </div>
    </>
  );
}
