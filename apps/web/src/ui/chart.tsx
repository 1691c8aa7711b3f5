import { useEffect, useEffectEvent, useRef, useState, type JSX, type ReactNode } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ChartOption } from './draw-chart.js';
import { ProblemAlert } from './problem-alert.js';

/** A chart with what every figure owes its reader: the period, the formula, as of when; and the same numbers as a table for who cannot see it, or where it cannot be drawn. */
export function Chart({ option, title, caption, table, height = 280, onPick }: {
  readonly option: ChartOption;
  readonly title: string;
  /** Period, formula and as-of in one line. */
  readonly caption: ReactNode;
  /** The same numbers as a table. */
  readonly table: ReactNode;
  readonly height?: number;
  /** Told the name of the bar or point that was clicked. */
  readonly onPick?: (name: string) => void;
}): JSX.Element {
  const { t } = useTranslation('shell');
  const box = useRef<HTMLDivElement>(null);
  const pick = useEffectEvent((name: string) => { onPick?.(name); });
  const [asTable, setAsTable] = useState(false);
  const [failed, setFailed] = useState<{ readonly reason: unknown }>();
  useEffect(() => {
    const element = box.current;
    if (element === null || asTable) return;
    let dispose = (): void => undefined;
    let gone = false;
    import('./draw-chart.js').then(({ drawChart }) => {
      if (!gone) dispose = drawChart(element, option, pick);
    }, (reason: unknown) => { if (!gone) setFailed({ reason }); });
    return () => { gone = true; dispose(); };
  }, [option, asTable]);
  return (
    <figure className="chart-figure" aria-label={title}>
      {failed === undefined ? null : <ProblemAlert error={failed.reason} />}
      {asTable || failed !== undefined ? table : <div ref={box} style={{ height }} role="img" aria-label={title} />}
      <figcaption>{caption} {failed === undefined ? <Button className="no-print" type="link" size="small" onClick={() => { setAsTable(!asTable); }}>{t(asTable ? 'chart.asChart' : 'chart.asTable')}</Button> : null}</figcaption>
    </figure>
  );
}
