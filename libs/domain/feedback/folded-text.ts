/**
 * A text in which words are found whatever their tone and vowel marks, their case, and the spaces and punctuation between
 * them, by their place in the text as it was written.
 */
export class FoldedText {
  readonly #letters: string;
  /** Where in the text each folded letter stands. */
  readonly #places: readonly number[];

  constructor(private readonly text: string) {
    const letters: string[] = [];
    const places: number[] = [];
    let place = 0;
    for (const character of text) {
      for (const letter of foldedLetters(character)) {
        letters.push(letter);
        places.push(place);
      }
      place += character.length;
    }
    this.#letters = letters.join('');
    this.#places = places;
  }

  /** Every place of some words, from the first letter to behind the last; none for words of fewer than three letters. */
  find(words: string): readonly { readonly start: number; readonly end: number }[] {
    const sought = Array.from(words).flatMap(foldedLetters).join('');
    const found: { readonly start: number; readonly end: number }[] = [];
    for (let at = sought.length < 3 ? -1 : this.#letters.indexOf(sought); at >= 0; at = this.#letters.indexOf(sought, at + 1)) {
      const [start, last] = [this.#places[at] ?? 0, this.#places[at + sought.length - 1] ?? 0];
      const end = last + String.fromCodePoint(this.text.codePointAt(last) ?? 0).length;
      if (!isInWord(this.text, start - 1) && !isInWord(this.text, end)) {
        found.push({ start, end });
      }
    }
    return found;
  }
}

/** Letters and digits of one character without marks, lower case; none of anything else. */
function foldedLetters(character: string): readonly string[] {
  return Array.from(character.toLowerCase().normalize('NFD').replace(/[^\p{L}\p{N}]/gu, '').replace(/đ/gu, 'd'));
}

function isInWord(text: string, place: number): boolean {
  return /[\p{L}\p{N}]/u.test(text.charAt(place));
}
