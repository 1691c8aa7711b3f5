import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A piece of text on a page, in the order of the file; the box in points from the lower left corner. */
interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Size of the letters in points. */
  readonly size: number;
}

/** One page as a reader of the file sees it. */
interface ReadPage {
  readonly width: number;
  readonly height: number;
  readonly pieces: readonly PlacedText[];
}

/** A PDF read back: pages, the whole text in the order of the file with single spaces, structure types, properties. */
export interface ReadPdf {
  readonly pages: readonly ReadPage[];
  readonly text: string;
  readonly roles: readonly string[];
  readonly spoken: readonly string[];
  readonly info: Readonly<Record<string, unknown>>;
  readonly xmp: string;
}

interface StructureNode {
  readonly role?: string;
  readonly alt?: string;
  readonly children?: readonly object[];
}

/** Reads a PDF with pdf.js, a program that shares no code with the one that wrote it. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  const pages: ReadPage[] = [];
  const nodes: StructureNode[] = [];
  let text = '';
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const [, , width = 0, height = 0] = page.view;
    const pieces: PlacedText[] = [];
    for (const item of (await page.getTextContent()).items) {
      if ('str' in item) {
        text += item.hasEOL ? `${item.str}\n` : item.str;
        pieces.push({ text: item.str, x: Number(item.transform[4]), y: Number(item.transform[5]), width: item.width, size: Math.abs(Number(item.transform[3])) });
      }
    }
    text += '\n';
    nodes.push(...flatten(await page.getStructTree()));
    pages.push({ width, height, pieces });
  }
  const { info, metadata } = await document.getMetadata();
  await document.destroy();
  return {
    pages,
    text: text.replace(/\s+/gu, ' ').trim(),
    roles: nodes.flatMap(({ role }) => (role === undefined ? [] : [role])),
    spoken: nodes.flatMap(({ alt }) => (alt === undefined ? [] : [alt])),
    info: info as Readonly<Record<string, unknown>>,
    // Not every program writes one, whatever the types say.
    xmp: String((metadata as typeof metadata | null)?.getRaw() ?? ''),
  };
}

/** The text of a file as its lines are printed, pages set apart: what stands beside each other is a line for each column. */
export function linesOf({ pages }: ReadPdf): string {
  return pages
    .map(({ pieces }) => {
      const lines: string[] = [];
      let last: PlacedText | undefined;
      for (const piece of pieces.filter(({ text }) => text !== '')) {
        const follows = last !== undefined && Math.abs(last.y - piece.y) < 1 && piece.x >= last.x && piece.x - last.x - last.width < piece.size;
        if (follows) {
          lines.push(`${lines.pop() ?? ''}${piece.text}`);
        } else {
          lines.push(piece.text);
        }
        last = piece;
      }
      return `${lines.map((line) => line.trim()).filter((line) => line !== '').join('\n')}\n`;
    })
    .join('----\n');
}

function flatten(node: StructureNode | null): StructureNode[] {
  return node === null ? [] : [node, ...(node.children ?? []).flatMap((child) => flatten(child))];
}
