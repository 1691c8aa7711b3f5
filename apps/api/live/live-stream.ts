import { Readable } from 'node:stream';
import type { Actor } from '#domain';
import { formatPosition, type Position } from '#service';
import type { ChangeMessage } from '../views/change-view.js';

/** What a reader may be behind, in characters; one that is further behind is cut and comes back by its last id. */
const BEHIND_AT_MOST = 256 * 1024;

/** A reader that does not take the end of its stream within this time is cut. */
const END_TAKEN_WITHIN_MS = 2_000;

/** One reader's stream of changes, as server-sent events. */
export class LiveStream {
  readonly readable = new Readable({ read: () => undefined, encoding: 'utf8' });
  #told: string | undefined;
  #isEnded = false;

  constructor(readonly actor: Actor) {}

  /** Tells messages and, with the last of them, the position they are told up to. Where there is none, nothing is sent. */
  tell(messages: readonly ChangeMessage[], position: Position): void {
    const last = messages.length - 1;
    if (last < 0) return;
    this.#told = formatPosition(position);
    this.#push(messages.map((message, index) => `${index === last ? `id: ${this.#told ?? ''}\n` : ''}data: ${JSON.stringify(message)}\n\n`).join(''));
  }

  /** Shows that the line stands, and where to go on from when that has moved. */
  beat(position: Position): void {
    this.#push(': \n\n');
    if (this.#told !== formatPosition(position)) this.tell([{ kind: 'position' }], position);
  }

  /** Ends the stream in order. */
  end(): void {
    if (this.#isEnded || this.readable.destroyed) return;
    this.#isEnded = true;
    this.readable.push(null);
    const cut = setTimeout(() => { this.readable.destroy(); }, END_TAKEN_WITHIN_MS);
    this.readable.once('close', () => { clearTimeout(cut); });
  }

  #push(text: string): void {
    if (this.#isEnded || this.readable.destroyed) return;
    if (this.readable.readableLength + text.length > BEHIND_AT_MOST) this.readable.destroy();
    else this.readable.push(text);
  }
}
