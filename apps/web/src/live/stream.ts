import { createParser } from 'eventsource-parser';
import type { components } from '../api/schema.js';

/** One message of the stream of changes. */
export type Change = components['schemas']['Change'];

/** The line shows at least every 15 seconds that it stands; one that is silent for this long is taken for dead. */
const SILENT_AT_MOST_MS = 40_000;

/** How a stream is read. */
export interface StreamReading {
  readonly token: string;
  /** The id of the last message read before: what was missed since is told first. */
  readonly lastId: string | undefined;
  readonly signal: AbortSignal;
  readonly onOpen: () => void;
  readonly onChange: (change: Change, id: string | undefined) => void;
}

/**
 * Reads the stream of changes until the server ends it, as it does when the token expires. By `fetch`, for an `EventSource` cannot send
 * a token but in its address. Throws where the server refuses, cannot be reached or falls silent.
 */
export async function readStream({ token, lastId, signal, onOpen, onChange }: StreamReading): Promise<void> {
  const silence = new AbortController();
  let timer = setTimeout(() => { silence.abort(); }, SILENT_AT_MOST_MS);
  try {
    const response = await fetch('/api/v1/changes', {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${token}`, ...(lastId === undefined ? {} : { 'last-event-id': lastId }) },
      cache: 'no-store',
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (!response.ok || response.body === null) throw new Error(`The stream of changes was refused: ${String(response.status)}`);
    onOpen();
    const parser = createParser({ onEvent: ({ data, id }) => { onChange(JSON.parse(data) as Change, id); } });
    const text = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await text.read(); !part.done; part = await text.read()) {
      clearTimeout(timer);
      timer = setTimeout(() => { silence.abort(); }, SILENT_AT_MOST_MS);
      parser.feed(part.value);
    }
  } finally {
    clearTimeout(timer);
  }
}
