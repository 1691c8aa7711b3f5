import { CopyRows } from '#persistence';

interface TokenPlace {
  readonly receivedOn: number;
  readonly dossierId: string;
}

/** A dossier with everything it is found by. */
export interface FoundBy extends TokenPlace {
  /** Codes of the agencies and the province in which it is found, each once. */
  readonly scopes: readonly string[];
  /** Each once. */
  readonly tokens: readonly string[];
}

/**
 * Search tokens of a batch: every token in every scope. They leave in the order of the table's key, for a name has a dozen
 * tokens and up to three scopes: neighbours written together touch far fewer pages of the index.
 */
export class TokenRows {
  readonly #places = new Map<string, Map<string, TokenPlace[]>>();

  add({ scopes, tokens, receivedOn, dossierId }: FoundBy): void {
    const place = { receivedOn, dossierId };
    for (const scope of scopes) {
      const places = this.#placesIn(scope);
      for (const token of tokens) {
        const known = places.get(token);
        if (known === undefined) {
          places.set(token, [place]);
        } else {
          known.push(place);
        }
      }
    }
  }

  /** Rows of scope, token, day and dossier. */
  rows(): CopyRows {
    const rows = new CopyRows();
    for (const scope of [...this.#places.keys()].sort()) {
      const places = this.#placesIn(scope);
      for (const token of [...places.keys()].sort()) {
        for (const { receivedOn, dossierId } of places.get(token) ?? []) {
          rows.add([scope, token, receivedOn, dossierId]);
        }
      }
    }
    return rows;
  }

  #placesIn(scope: string): Map<string, TokenPlace[]> {
    const known = this.#places.get(scope);
    if (known !== undefined) {
      return known;
    }
    const places = new Map<string, TokenPlace[]>();
    this.#places.set(scope, places);
    return places;
  }
}
