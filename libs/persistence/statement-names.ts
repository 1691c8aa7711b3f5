/** Statements a process prepares; each costs every connection some memory, and texts that vary without end must not. */
const MOST = 300;

/**
 * Names under which statements are prepared, so that PostgreSQL parses and plans each once per connection: the same text
 * always has the same name. Texts beyond the first few hundred get none and are sent whole each time.
 */
export class StatementNames {
  readonly #names = new Map<string, { readonly name: string }>();

  /** @param first how the names of these begin: statements of two roles are planned apart */
  constructor(private readonly first = 's') {}

  /** The name as a part of a query's configuration; empty when the text has none. */
  of(sql: string): { readonly name?: string } {
    let known = this.#names.get(sql);
    if (known === undefined && this.#names.size < MOST) {
      known = { name: `${this.first}${String(this.#names.size)}` };
      this.#names.set(sql, known);
    }
    return known ?? {};
  }
}
