import { inflateRawSync } from 'node:zlib';

/** The parts of a DOCX file by name, read as the ZIP archive it is. Throws when the archive is damaged. */
export function readParts(bytes: Uint8Array): ReadonlyMap<string, Buffer> {
  const file = Buffer.from(bytes);
  const end = file.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  const parts = new Map<string, Buffer>();
  let at = file.readUInt32LE(end + 16);
  for (let entry = 0; entry < file.readUInt16LE(end + 10); entry += 1) {
    const [method, packed, nameLength, extra, comment, offset] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20), file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32), file.readUInt32LE(at + 42)] as const;
    const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
    const data = file.subarray(start, start + packed);
    parts.set(file.toString('utf8', at + 46, at + 46 + nameLength), method === 0 ? data : inflateRawSync(data));
    at += 46 + nameLength + extra + comment;
  }
  return parts;
}

/** The text of a document part: paragraphs are lines, runs touch as they are written. */
export function textOfDocument(xml: string): string {
  return [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|(<\/w:p>)/gu)].map(([, text, end]) => (end === undefined ? unescaped(text ?? '') : '\n')).join('').replace(/\s+/gu, ' ').trim();
}

/** The first place where a part is not well-formed XML: a tag that ends another, an attribute without quotes, a bare `&`. */
export function faultOfXml(xml: string): string | undefined {
  const open: string[] = [];
  const body = xml.replace(/^<\?xml[^>]*\?>/u, '');
  for (const [token] of body.matchAll(/<[^>]*>|[^<]+/gu)) {
    if (!token.startsWith('<')) {
      if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/iu.test(token)) {
        return `bare & in ${token}`;
      }
      continue;
    }
    const [, closing, name, attributes] = /^<(\/?)([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*\/?>$/u.exec(token) ?? [];
    if (name === undefined || attributes === undefined) {
      return `no tag: ${token}`;
    }
    if (closing === '/' && open.pop() !== name) {
      return `${token} ends another tag`;
    }
    if (closing === '' && !token.endsWith('/>')) {
      open.push(name);
    }
  }
  return open.length === 0 ? undefined : `<${open.join('> <')}> never ends`;
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
}
