import { strFromU8, unzipSync } from 'fflate';

/** A sheet of a workbook as a reader finds it: cells by address, numbers as numbers, and the text of its part. */
export interface ReadSheet {
  readonly name: string;
  readonly cells: ReadonlyMap<string, string | number>;
  readonly xml: string;
}

/** The sheets of a workbook with shared texts, by the parts of the archive alone. */
export function readWorkbook(file: Uint8Array): readonly ReadSheet[] {
  const parts = Object.fromEntries(Object.entries(unzipSync(file)).map(([path, bytes]) => [path, strFromU8(bytes)]));
  const shared = [...(parts['xl/sharedStrings.xml'] ?? '').matchAll(/<si><t[^>]*>([^<]*)<\/t><\/si>/gu)].map(([, text = '']) => plain(text));
  return [...(parts['xl/workbook.xml'] ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/gu)].map(([, name = ''], index) => {
    const xml = parts[`xl/worksheets/sheet${String(index + 1)}.xml`] ?? '';
    const cells = [...xml.matchAll(/<c r="([A-Z]+\d+)"[^>]*?(?: t="(s)")?><v>([^<]*)<\/v><\/c>/gu)].map(([, at = '', isText, value = '']): [string, string | number] => [at, isText === undefined ? Number(value) : (shared[Number(value)] ?? '')]);
    return { name: plain(name), cells: new Map(cells), xml };
  });
}

/** The text of the part that lists the sheets. */
export function workbookPart(file: Uint8Array): string {
  return strFromU8(unzipSync(file)['xl/workbook.xml'] ?? new Uint8Array());
}

function plain(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', `'`).replaceAll('&amp;', '&');
}
