import { toPrintable, type FontFace } from './fonts.js';

/** A stretch of text in one face. */
export interface Run {
  readonly text: string;
  readonly face: FontFace;
}

/** A run placed on a line; `width` in points, trailing space included. */
export interface Piece extends Run {
  readonly width: number;
}

/** One line of a block. `last` ends a paragraph, so it is never stretched to full measure. */
export interface Line {
  readonly pieces: readonly Piece[];
  readonly width: number;
  readonly last: boolean;
}

/** Width of a text in points, in a face at the size in use. */
type Measure = (text: string, face: FontFace) => number;

interface Word {
  readonly pieces: readonly Piece[];
  readonly width: number;
}

/**
 * Breaks runs into lines no wider than `width` (first line: less `firstIndent`). Lines break at spaces; a word wider than a
 * whole line is cut between characters, so nothing ever runs over the margin. Runs touching without a space stay one word.
 */
export function breakLines(runs: readonly Run[], width: number, measure: Measure, firstIndent = 0): Line[] {
  const lines: Line[] = [];
  let current: Word[] = [];
  let used = 0;
  const room = (): number => width - (lines.length === 0 ? firstIndent : 0);
  const close = (last: boolean): void => {
    lines.push(asLine(current, measure, last));
    current = [];
    used = 0;
  };
  for (const word of wordsOf(runs, measure).flatMap((candidate) => cutToFit(candidate, width - firstIndent, measure))) {
    const space = current.length === 0 ? 0 : measure(' ', 'regular');
    if (current.length > 0 && used + space + word.width > room()) {
      close(false);
    }
    used += (current.length === 0 ? 0 : space) + word.width;
    current.push(word);
  }
  if (current.length > 0) {
    close(true);
  }
  return lines;
}

function wordsOf(runs: readonly Run[], measure: Measure): Word[] {
  const words: Word[] = [];
  let open: Piece[] = [];
  const end = (): void => {
    if (open.length > 0) {
      words.push({ pieces: open, width: open.reduce((sum, piece) => sum + piece.width, 0) });
      open = [];
    }
  };
  for (const run of runs) {
    const parts = run.text.replace(/\s+/gu, ' ').split(' ');
    parts.forEach((part, index) => {
      if (index > 0) {
        end();
      }
      const text = toPrintable(part);
      if (text !== '') {
        open.push({ text, face: run.face, width: measure(text, run.face) });
      }
    });
  }
  end();
  return words;
}

function cutToFit(word: Word, width: number, measure: Measure): Word[] {
  if (word.width <= width) {
    return [word];
  }
  const cut: Word[] = [];
  for (const piece of word.pieces) {
    let text = '';
    for (const character of piece.text) {
      if (text !== '' && measure(text + character, piece.face) > width) {
        cut.push(asWord(text, piece.face, measure));
        text = '';
      }
      text += character;
    }
    cut.push(asWord(text, piece.face, measure));
  }
  return cut;
}

function asWord(text: string, face: FontFace, measure: Measure): Word {
  const width = measure(text, face);
  return { pieces: [{ text, face, width }], width };
}

function asLine(words: readonly Word[], measure: Measure, last: boolean): Line {
  const pieces = words.flatMap((word, index) =>
    word.pieces.map((piece, position) => {
      const endsWord = position === word.pieces.length - 1 && index < words.length - 1;
      return endsWord ? { text: `${piece.text} `, face: piece.face, width: piece.width + measure(' ', piece.face) } : piece;
    }),
  );
  return { pieces, width: pieces.reduce((sum, piece) => sum + piece.width, 0), last };
}
