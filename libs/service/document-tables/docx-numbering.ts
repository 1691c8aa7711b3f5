import { childOf, childrenOf, readXml, type XmlElement } from './xml.js';

const MOST_ROMAN = 100;

interface Level {
  readonly format: string;
  /** The mark with `%1` for the number of the first level, and so on. */
  readonly pattern: string;
  readonly start: number;
}

const ROMAN = [
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const;

/** Numbers and bullets Word puts before paragraphs itself (ECMA-376 part 1, 17.9): they stand on the page and in no text. */
export class DocxNumbering {
  readonly #levels = new Map<string, readonly Level[]>();
  readonly #counts = new Map<string, number[]>();

  /** `part` is the document's `word/numbering.xml`, if it has one. */
  constructor(part: string | undefined) {
    if (part === undefined) {
      return;
    }
    const root = readXml(part);
    const kinds = new Map(childrenOf(root, 'abstractNum').map((kind) => [kind.attributes['abstractNumId'] ?? '', childrenOf(kind, 'lvl').map(levelOf)]));
    for (const list of childrenOf(root, 'num')) {
      this.#levels.set(list.attributes['numId'] ?? '', kinds.get(valueOf(list, 'abstractNumId')) ?? []);
    }
  }

  /** The mark of the next paragraph of a list; empty for a paragraph of none. Paragraphs are asked for in order. */
  markOf(properties: XmlElement | undefined): string {
    const list = valueOf(properties, 'numId');
    const depth = Number(valueOf(properties, 'ilvl'));
    const levels = this.#levels.get(list) ?? [];
    const level = levels[depth];
    if (level === undefined) {
      return '';
    }
    const counts = this.#counts.get(list) ?? [];
    counts.splice(depth, Infinity, (counts[depth] ?? level.start - 1) + 1);
    this.#counts.set(list, counts);
    if (level.format === 'bullet') {
      return '-';
    }
    return level.pattern.replace(/%([1-9])/g, (_, place: string) => {
      const at = Number(place) - 1;
      return written(counts[at] ?? levels[at]?.start ?? 1, levels[at]?.format ?? 'decimal');
    });
  }
}

function levelOf(level: XmlElement): Level {
  return { format: valueOf(level, 'numFmt'), pattern: valueOf(level, 'lvlText'), start: Number(valueOf(level, 'start') || '1') };
}

function valueOf(element: XmlElement | undefined, name: string): string {
  return childOf(element, name)?.attributes['val'] ?? '';
}

function written(number: number, format: string): string {
  switch (format) {
    case 'upperRoman':
      return roman(number);
    case 'lowerRoman':
      return roman(number).toLowerCase();
    case 'upperLetter':
      return String.fromCharCode(64 + number);
    case 'lowerLetter':
      return String.fromCharCode(96 + number);
    default:
      return String(number);
  }
}

/** Beyond what any list counts to, and where a file names what is no number, the digits say it. */
function roman(number: number): string {
  if (!(number <= MOST_ROMAN)) {
    return String(number);
  }
  const found = ROMAN.find(([value]) => value <= number);
  return found === undefined ? '' : found[1] + roman(number - found[0]);
}
