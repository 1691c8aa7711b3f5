import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** A file of an archive. What is packed already (PDF, pictures, documents of word processors) is stored as it is. */
export interface ZipEntry {
  readonly path: string;
  readonly content: Uint8Array;
  readonly isPacked: boolean;
}

/** An archive as it is written: files are opened one after another, and its bytes taken as they come. The same files give the same bytes. */
export class ZipWriter {
  readonly #pieces: Uint8Array[] = [];
  readonly #failures: Error[] = [];
  readonly #zip = new Zip((error, bytes) => {
    if (error === null) {
      this.#pieces.push(bytes);
    } else {
      this.#failures.push(error);
    }
  });

  /** Opens the next file; its content is pushed into it. */
  open(path: string, isPacked = false): Pick<ZipDeflate, 'push'> {
    const file = isPacked ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 });
    // Without a fixed time the same files would not give the same bytes; 1980 is where the format's calendar begins.
    file.mtime = '1980-01-01T12:00:00';
    this.#zip.add(file);
    return file;
  }

  /** The bytes there are since they were taken last. */
  take(): readonly Uint8Array[] {
    return this.#pieces.splice(0);
  }

  /** Ends the archive and gives the rest of its bytes. Throws what went wrong in packing. */
  end(): readonly Uint8Array[] {
    this.#zip.end();
    const [failure] = this.#failures;
    if (failure !== undefined) {
      throw failure;
    }
    return this.take();
  }
}

/** An archive piece by piece: one file at a time is held. Names are UTF-8; the same files give the same bytes. */
export async function* writeZip(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const zip = new ZipWriter();
  for await (const { path, content, isPacked } of entries) {
    zip.open(path, isPacked).push(content, true);
    yield* zip.take();
  }
  yield* zip.end();
}
