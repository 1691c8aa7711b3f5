import { DocumentError } from './document-problem.js';

/** An element with what stands in it. Names have lost their prefixes: office documents choose these freely. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[];
}

const DEEPEST = 200;
const MOST_ELEMENTS = 1_000_000;
/** A piece of markup, or the text before the next one. */
const PIECE = /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:[^>"']|"[^"]*"|'[^']*')*)>|([^<]+)/gy;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITY = /&(?:#(\d+)|#x([0-9a-fA-F]+)|(amp|lt|gt|quot|apos));/g;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads an XML document as office programs write it. Throws `DocumentError` (`broken`) for one that is not well-formed, nests
 * deeper than 200 elements, or brings declarations of its own (a document type): no entity is expanded but the five of XML.
 */
export function readXml(source: string): XmlElement {
  const root: OpenElement = { name: '', attributes: {}, children: [] };
  const open: OpenElement[] = [root];
  let elements = 0;
  let end = 0;
  for (const piece of source.replace(/^\uFEFF/, '').matchAll(PIECE)) {
    const [whole, cdata, closing, opening, rest, text] = piece;
    const parent = open.at(-1) ?? root;
    end = piece.index + whole.length;
    if (text !== undefined || cdata !== undefined) {
      parent.children.push(cdata ?? resolved(text ?? ''));
    } else if (closing !== undefined) {
      if (open.length === 1 || localName(closing) !== parent.name) {
        throw broken(`</${closing}> closes nothing`);
      }
      open.pop();
    } else if (opening !== undefined) {
      elements += 1;
      const element: OpenElement = { name: localName(opening), attributes: attributesOf(rest ?? ''), children: [] };
      parent.children.push(element);
      if (rest?.endsWith('/') !== true) {
        open.push(element);
      }
      if (open.length > DEEPEST || elements > MOST_ELEMENTS) {
        throw broken('it has too many elements, or too many within each other');
      }
    }
  }
  const top = root.children.find((child) => typeof child !== 'string');
  if (end < source.replace(/^\uFEFF/, '').length || open.length !== 1 || top === undefined) {
    throw broken('it ends within an element, or holds what is no XML of an office document');
  }
  return top;
}

/** The elements of that name directly within another. */
export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return (element?.children ?? []).filter((child): child is XmlElement => typeof child !== 'string' && child.name === name);
}

/** The first element of that name directly within another. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return childrenOf(element, name)[0];
}

/** The characters directly within an element. */
export function textIn(element: XmlElement | undefined): string {
  return (element?.children ?? []).filter((child) => typeof child === 'string').join('');
}

function attributesOf(text: string): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE)) {
    attributes[localName(name)] = resolved(double ?? single ?? '');
  }
  return attributes;
}

function resolved(text: string): string {
  return text.includes('&') ? text.replace(ENTITY, (_, decimal?: string, hex?: string, named?: string) => (named === undefined ? characterOf(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)) : (NAMED[named] ?? ''))) : text;
}

/** The character a document names by its number; empty for what is none: nought, half of one (Unicode 3.8), and beyond the last. */
export function characterOf(code: number): string {
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '';
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function broken(detail: string): DocumentError {
  return new DocumentError('broken', `The document is damaged: ${detail}`);
}
