import type { Readable } from 'node:stream';
import { createParser } from 'eventsource-parser';
import { changeSchema, type ChangeMessage } from '../../apps/api/views/change-view.js';

/** What a reader of the stream of changes was told. */
export interface LiveReader {
  /** Every message so far; one that is not as described fails the reading. */
  readonly messages: ChangeMessage[];
  /** The id to come back by. */
  readonly lastId: () => string | undefined;
  /** What was told since this was last asked, as short words: a dossier by its code, a hint by its kind; nothing of positions. */
  readonly news: () => readonly string[];
  /** Reads on with what came. */
  readonly feed: (text: string) => void;
}

/** A reader that is fed text as it comes over the line. */
export function liveReader(): LiveReader {
  const messages: ChangeMessage[] = [];
  let [last, seen]: [string | undefined, number] = [undefined, 0];
  const parser = createParser({
    onEvent: ({ data, id }) => {
      messages.push(changeSchema.parse(JSON.parse(data)));
      last = id ?? last;
    },
  });
  return {
    messages,
    lastId: () => last,
    feed: (text) => { parser.feed(text); },
    news: () => {
      const fresh = messages.slice(seen);
      seen = messages.length;
      return fresh.map((message) => (message.kind === 'dossier' ? message.code : message.kind)).filter((word) => word !== 'position');
    },
  };
}

/** A reader of a stream of this process: what was written to it is read at once. */
export function readerOf(stream: Readable): LiveReader {
  const reader = liveReader();
  const read = (): void => {
    for (let text = stream.read() as string | null; text !== null; text = stream.read() as string | null) reader.feed(text);
  };
  return { ...reader, news: () => { read(); return reader.news(); }, lastId: () => { read(); return reader.lastId(); } };
}
