import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Plugin } from 'vite';

const ASKED = '.json?menu';
const MENU = 'menu.json';

/**
 * What the texts of one language call the pages in the menu, by part: the menu names pages of every part, whose other words few people need.
 * @param folder of the language, with a file for each part
 */
export function menuWordsOf(folder: string): Readonly<Record<string, object>> {
  return Object.fromEntries(partsOf(folder).flatMap((part) => {
    const { menu } = JSON.parse(readFileSync(join(folder, part), 'utf8')) as { readonly menu?: unknown };
    return typeof menu !== 'object' || menu === null ? [] : [[basename(part, '.json'), menu]];
  }));
}

/** Beside any file of texts, asked for with `?menu`, lies what its language says in the menu. */
export const menuOfTexts: Plugin = {
  name: 'menu-of-texts',
  enforce: 'pre',
  resolveId: (source, importer) => (source.endsWith(ASKED) && importer !== undefined ? resolve(dirname(importer), dirname(source), MENU) : undefined),
  load(id) {
    if (basename(id) !== MENU) return undefined;
    const folder = dirname(id);
    for (const part of partsOf(folder)) this.addWatchFile(join(folder, part));
    return JSON.stringify(menuWordsOf(folder));
  },
};

function partsOf(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.json')).sort();
}
