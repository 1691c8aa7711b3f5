import type { Clock } from '../clock.js';
import { type FileStore, openDiskStore } from './file-store.js';
import { openS3Store, type S3Options } from './s3-store.js';

/** Where an installation keeps contents of files: in a storage if it has one, else in a folder. */
interface FilePlaces {
  readonly filesDir: string;
  readonly filesStorage?: S3Options | undefined;
}

/** The store of an installation. Every process of it must be told the same. */
export function openFileStore({ filesDir, filesStorage }: FilePlaces, clock: Clock): FileStore {
  return filesStorage === undefined ? openDiskStore(filesDir) : openS3Store(filesStorage, clock);
}
