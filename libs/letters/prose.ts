import type { Run } from './line-breaking.js';
import type { BlockStyle } from './sheet.js';

/**
 * What the running text of a letter is written on: pages of a PDF, or a document for a word processor. Whoever words a
 * letter writes paragraphs on it from top to bottom and adds to `y`, in points, where a gap is to be; so both files have
 * one wording.
 */
export interface Prose {
  readonly textSize: number;
  y: number;
  paragraph(runs: readonly Run[], style: BlockStyle): void;
}
