import { useEffect, useEffectEvent, useRef, useState, type JSX, type ReactNode } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ChartOption } from './draw-chart.js';

/** A chart with what every figure owes its reader: the period, the formula, as of when; and the same numbers as a table for who cannot see it. */
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
  useEffect(() => {
    const element = box.current;
    if (element === null || asTable) return;
    let dispose = (): void => undefined;
    let gone = false;
    void import('./draw-chart.js').then(({ drawChart }) => {
      if (!gone) dispose = drawChart(element, option, pick);
    });
    return () => { gone = true; dispose(); };
  }, [option, asTable]);
  return (
    <figure className="chart-figure" aria-label={title}>
      {asTable ? table : <div ref={box} style={{ height }} role="img" aria-label={title} />}
      <figcaption>{caption} <Button className="no-print" type="link" size="small" onClick={() => { setAsTable(!asTable); }}>{t(asTable ? 'chart.asChart' : 'chart.asTable')}</Button></figcaption>
    </figure>
  );
}
