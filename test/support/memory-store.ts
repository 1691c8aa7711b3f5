import { FileContentError, type FileStore } from '#service';

/** A file store in memory. */
export class MemoryStore implements FileStore {
  readonly #contents = new Map<string, Buffer>();

  put(location: string, content: Uint8Array): Promise<void> {
    this.#contents.set(location, Buffer.from(content));
    return Promise.resolve();
  }

  get(location: string): Promise<Buffer> {
    const content = this.#contents.get(location);
    return content === undefined ? Promise.reject(new FileContentError(`Nothing at ${location}`)) : Promise.resolve(content);
  }

  remove(location: string): Promise<void> {
    this.#contents.delete(location);
    return Promise.resolve();
  }
}
