import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FullDisk } from './stack.js';

const run = promisify(execFile);
const PIECE = Buffer.alloc(1024 * 1024);

/** A small disk of its own, in memory, that can be filled to the last byte. */
export class MemoryDisk {
  private constructor(readonly path: string) {}

  /** Undefined where this user may not mount. */
  static async mount(path: string, megabytes: number): Promise<MemoryDisk | undefined> {
    await mkdir(path);
    const options = `size=${String(megabytes)}m,mode=0755`;
    return run('mount', ['-t', 'tmpfs', '-o', options, 'dunghan-drill', path]).then(() => new MemoryDisk(path), () => undefined);
  }

  /** Takes every byte that is left. */
  async fill(): Promise<FullDisk> {
    const filler = join(this.path, 'filler');
    const stream = createWriteStream(filler);
    const full = Promise.withResolvers<undefined>();
    stream.on('error', () => { full.resolve(undefined); });
    const write = (): void => {
      stream.write(PIECE, (error) => {
        if (error === undefined || error === null) write();
      });
    };
    write();
    await full.promise;
    return { free: () => rm(filler, { force: true }) };
  }

  /** Takes the disk away; what lay on it is kept under another path when asked for. */
  async unmount(keptAt: string | undefined): Promise<void> {
    if (keptAt !== undefined) await cp(this.path, keptAt, { recursive: true });
    await run('umount', [this.path]);
  }
}
