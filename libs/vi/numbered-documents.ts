import { wrapped } from './wrapped.js';

/** Documents a text refers to by number, in the order they first come up, and the list of them that closes the text. */
export class NumberedDocuments {
  private readonly known: string[] = [];

  /** The mark behind what a document says: `[2]`. */
  reference(document: string): string {
    const known = this.known.indexOf(document);
    return `[${String(known >= 0 ? known + 1 : this.known.push(document))}]`;
  }

  /** The list, empty where nothing was referred to. */
  lines(width: number): readonly string[] {
    return this.known.length === 0 ? [] : ['Căn cứ', ...this.known.flatMap((document, index) => wrapped(`[${String(index + 1)}] ${document}`, width, '    '))];
  }
}
