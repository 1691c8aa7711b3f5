import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** A file of an archive. What is packed already (PDF, pictures, documents of word processors) is stored as it is. */
export interface ZipEntry {
  readonly path: string;
  readonly content: Uint8Array;
  readonly isPacked: boolean;
}

/** An archive piece by piece: one file at a time is held. Names are UTF-8; the same files give the same bytes. */
export async function* writeZip(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const failures: Error[] = [];
  const zip = new Zip((error, bytes) => {
    if (error === null) {
      pieces.push(bytes);
    } else {
      failures.push(error);
    }
  });
  for await (const { path, content, isPacked } of entries) {
    const file = isPacked ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 });
    // Without a fixed time the same files would not give the same bytes; 1980 is where the format's calendar begins.
    file.mtime = '1980-01-01T12:00:00';
    zip.add(file);
    file.push(content, true);
    yield* pieces.splice(0);
  }
  zip.end();
  const [failure] = failures;
  if (failure !== undefined) {
    throw failure;
  }
  yield* pieces.splice(0);
}
