import { BarChart, LineChart, type BarSeriesOption, type LineSeriesOption } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, type GridComponentOption, type LegendComponentOption, type TooltipComponentOption } from 'echarts/components';
import { type ComposeOption, init, use as register } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

register([AriaComponent, BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

/** What a chart shows: bars and lines on one grid. */
export type ChartOption = ComposeOption<BarSeriesOption | LineSeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption>;

/** Draws a chart that follows the size of its element (as SVG: it prints sharp). Returns a way to take it away. */
export function drawChart(element: HTMLElement, option: ChartOption, onPick: (name: string) => void): () => void {
  const chart = init(element, undefined, { renderer: 'svg' });
  // Bars of several kinds are told apart by a pattern too, not by colour alone; in words the figure is named by whoever shows it.
  const kinds = [option.series ?? []].flat().filter(({ type }) => type === 'bar').length;
  chart.setOption({ animation: false, aria: { enabled: kinds > 1, label: { enabled: false }, decal: { show: true } }, textStyle: { fontFamily: 'inherit', fontSize: 13 }, ...option });
  chart.on('click', ({ name }) => { onPick(name); });
  // Paper is of another width than the window, and a print waits for no drawing: with a box of its own the drawing is scaled.
  const box = (): void => { element.querySelector('svg')?.setAttribute('viewBox', `0 0 ${String(chart.getWidth())} ${String(chart.getHeight())}`); };
  box();
  const observer = new ResizeObserver(() => { chart.resize(); box(); });
  observer.observe(element);
  return () => {
    observer.disconnect();
    chart.dispose();
  };
}
