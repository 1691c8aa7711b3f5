import { addCalendarDays, formatLocalDate, localDateFrom } from '#domain';
import { childOf, childrenOf, readXml, textIn, type XmlElement } from './xml.js';

/** How the number of a cell is shown, where that is more than its digits. */
type Shown = 'number' | 'percent' | 'day' | 'month' | 'year';

/** Built-in number formats that show days, months or percentages (ECMA-376 part 1, 18.8.30). */
const BUILT_IN: Readonly<Record<string, Shown>> = { '9': 'percent', '10': 'percent', '14': 'day', '15': 'day', '16': 'day', '17': 'month', '22': 'day' };
/** Signs of a format that are shown as they stand: quoted, escaped, or in brackets. */
const LITERAL = /"[^"]*"|\\.|\[[^\]]*\]/g;
const DECIMALS = 10;
/** The day after 31 December 9999, and how many days later counting from 1904 begins: beyond it, and below nought, a spreadsheet shows no day. */
const NO_DAY_FROM = 2_958_466;
const LATER_SINCE_1904 = 1_462;

/** What a workbook keeps apart from its sheets: shared texts, formats, and from which day dates count. */
export class XlsxCells {
  readonly #texts: readonly string[];
  readonly #shown: readonly Shown[];
  readonly #since1904: boolean;

  /** From the parts of the workbook. Throws `DocumentError` for a damaged one. */
  constructor(parts: ReadonlyMap<string, string>) {
    const shared = parts.get('xl/sharedStrings.xml');
    const styles = parts.get('xl/styles.xml');
    this.#texts = shared === undefined ? [] : childrenOf(readXml(shared), 'si').map(richText);
    this.#shown = styles === undefined ? [] : shownBy(readXml(styles));
    this.#since1904 = ['1', 'true'].includes(childOf(readXml(parts.get('xl/workbook.xml') ?? ''), 'workbookPr')?.attributes['date1904'] ?? '');
  }

  /** What a cell shows; formulas show their last value. */
  textOf(cell: XmlElement): string {
    const value = textIn(childOf(cell, 'v'));
    switch (cell.attributes['t'] ?? 'n') {
      case 's':
        return this.#texts[Number(value)] ?? '';
      case 'inlineStr':
        return richText(childOf(cell, 'is'));
      case 'b':
        return value === '1' ? 'TRUE' : 'FALSE';
      case 'n':
        return value === '' ? '' : this.#numberText(Number(value), this.#shown[Number(cell.attributes['s'] ?? 0)] ?? 'number');
      default:
        return value;
    }
  }

  #numberText(value: number, shown: Shown): string {
    switch (shown) {
      case 'number':
        return String(Number(value.toFixed(DECIMALS)));
      case 'percent':
        return `${String(Number((value * 100).toFixed(DECIMALS - 2)))}%`;
      default: {
        if (!(value >= 0 && value < NO_DAY_FROM - (this.#since1904 ? LATER_SINCE_1904 : 0))) {
          return String(value);
        }
        const [year = '', month = '', day = ''] = formatLocalDate(this.#dayOf(value)).split('-');
        return shown === 'day' ? `${day}/${month}/${year}` : shown === 'month' ? `${month}/${year}` : year;
      }
    }
  }

  #dayOf(serial: number) {
    const first = this.#since1904 ? localDateFrom(1904, 1, 1) : localDateFrom(1899, 12, 30);
    return addCalendarDays(first, Math.floor(serial));
  }
}

/** The text of plain and rich strings; the reading aids of East Asian texts (`rPh`) are not part of it. */
function richText(element: XmlElement | undefined): string {
  return textIn(childOf(element, 't')) + childrenOf(element, 'r').map((run) => textIn(childOf(run, 't'))).join('');
}

function shownBy(styles: XmlElement): readonly Shown[] {
  const own = new Map(childrenOf(childOf(styles, 'numFmts'), 'numFmt').map(({ attributes }) => [attributes['numFmtId'] ?? '', shownOf(attributes['formatCode'] ?? '')]));
  return childrenOf(childOf(styles, 'cellXfs'), 'xf').map(({ attributes }) => {
    const id = attributes['numFmtId'] ?? '0';
    return own.get(id) ?? BUILT_IN[id] ?? 'number';
  });
}

function shownOf(code: string): Shown {
  const format = code.replace(LITERAL, '').toLowerCase();
  if (format.includes('%')) {
    return 'percent';
  }
  if (format.includes('d')) {
    return 'day';
  }
  if (format.includes('y')) {
    return format.includes('m') ? 'month' : 'year';
  }
  return 'number';
}
