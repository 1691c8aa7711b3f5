import { keepReading, type LineState } from './keep-reading.js';
import type { Change } from './stream.js';

/** What tabs tell each other. */
type Word = { readonly change: Change; readonly id: string | undefined } | { readonly state: LineState } | { readonly asks: true };

/** Who reads, by which token, and whom it tells. */
export interface OneLine {
  /** Names the person and role: tabs of somebody else have a line of their own. */
  readonly person: string;
  readonly token: () => Promise<string | undefined>;
  readonly signal: AbortSignal;
  readonly onState: (state: LineState) => void;
  readonly onChange: (change: Change) => void;
}

/**
 * One line for all tabs of a person: a browser opens six connections to a server at most, and a seventh tab would wait for ever. One tab reads
 * and tells the others; when it closes, the next goes on where it left off. A browser that cannot agree among tabs has a line in each.
 */
export function readByOneTab({ person, token, signal, onState, onChange }: OneLine): void {
  const name = `changes ${person}`;
  // Absent outside of secure contexts, whatever the types say.
  const locks = (navigator as Partial<Navigator>).locks;
  if (locks === undefined) {
    void keepReading({ token, signal, onState, onChange });
    return;
  }
  const channel = new BroadcastChannel(name);
  const say = (word: Word): void => { channel.postMessage(word); };
  let [lastId, state, isReader]: [string | undefined, LineState, boolean] = [undefined, 'connecting', false];
  channel.onmessage = ({ data }: MessageEvent<Word>) => {
    if ('asks' in data) {
      if (isReader) say({ state });
    } else if ('state' in data) onState(data.state);
    else {
      lastId = data.id ?? lastId;
      onChange(data.change);
    }
  };
  say({ asks: true });
  signal.addEventListener('abort', () => { channel.close(); });
  const read = (): Promise<void> => {
    isReader = true;
    return keepReading({
      token,
      lastId,
      signal,
      onState: (next) => {
        state = next;
        onState(next);
        if (!signal.aborted) say({ state });
      },
      onChange: (change, id) => {
        onChange(change);
        if (!signal.aborted) say({ change, id });
      },
    });
  };
  locks.request(name, { signal }, read).catch(() => undefined);
}
