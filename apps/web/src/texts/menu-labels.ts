/** Of each part's texts the words of the menu alone (`?menu`, see vite.config.ts): the menu names pages of every part, whose other words few people need. */
const LABELS = import.meta.glob<Readonly<Record<string, string>>>('./vi/*.json', { query: '?menu', import: 'default', eager: true });

/** What the menu calls a page, by the key its route names (`counter:menu.intake`); the key itself where the part has no such words. */
export function menuLabel(key: string): string {
  const [part = '', name = ''] = key.split(':menu.');
  return LABELS[`./vi/${part}.json`]?.[name] ?? key;
}
