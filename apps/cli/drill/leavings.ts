/** What a campaign leaves on its machine and has to clear away, however it ends. */
export class Leavings {
  readonly #clear: ((isKept: boolean) => Promise<unknown>)[] = [];

  /** Notes how to clear something away that was just begun; `isKept` says that its data is to be looked into. */
  note(clear: (isKept: boolean) => Promise<unknown>): void {
    this.#clear.push(clear);
  }

  /** Clears everything away, the last begun first; what fails stops nothing. Once cleared there is nothing left to clear. */
  async clear(isKept: boolean): Promise<void> {
    for (let next = this.#clear.pop(); next !== undefined; next = this.#clear.pop()) await next(isKept).catch(() => undefined);
  }
}
