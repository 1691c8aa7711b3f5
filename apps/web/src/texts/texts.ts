import i18next, { type BackendModule, type ReadCallback } from 'i18next';
import { initReactI18next } from 'react-i18next';

/** Texts by language and part, each a file that is loaded when a page first needs it. A further language is a folder of its own. */
const FILES = import.meta.glob<object>('./*/*.json', { import: 'default' });
/** Words the server uses too, where a language takes them from it. */
const LABELS = import.meta.glob<object>('./*/labels.ts', { import: 'LABELS' });
/** What the menu calls the pages of all parts (`?menu`, see menu-of-texts.ts). */
const MENUS = import.meta.glob<object>('./*/shell.json', { query: '?menu', import: 'default' });

const files: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language: string, part: string, done: ReadCallback) => {
    const load = part === 'menu' ? MENUS[`./${language}/shell.json`] : (LABELS[`./${language}/${part}.ts`] ?? FILES[`./${language}/${part}.json`]);
    if (load === undefined) done(new Error(`No texts ${language}/${part}`), null);
    else load().then((texts) => { done(null, texts); }, (error: unknown) => { done(error instanceof Error ? error : new Error(String(error)), null); });
  },
};

/** Makes texts ready, in Vietnamese; what a language does not have is said in Vietnamese. */
export async function startTexts(): Promise<void> {
  await i18next.use(files).use(initReactI18next).init({
    lng: 'vi',
    fallbackLng: 'vi',
    ns: ['shell'],
    defaultNS: 'shell',
    interpolation: { escapeValue: false },
  });
}

/** Begins to load the words of the menu, which is shown once it is known who looks. */
export function loadMenuTexts(): void {
  void i18next.loadNamespaces('menu');
}
