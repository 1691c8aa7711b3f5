import { PAGES } from '../pages/pages.js';
import type { Me } from '../session/me.js';
import { MENU_GROUPS, type MenuGroup, type PageRoute } from './page-route.js';

/** A page the menu shows. */
export type MenuPage = PageRoute & { readonly menu: NonNullable<PageRoute['menu']> };

/** What the menu shows somebody, by group; groups without pages are left out. */
export function menuOf(me: Me): readonly { readonly group: MenuGroup; readonly pages: readonly MenuPage[] }[] {
  return MENU_GROUPS.map((group) => ({ group, pages: PAGES.filter((page): page is MenuPage => page.menu?.group === group && isFor(page, me)).sort((a, b) => a.menu.order - b.menu.order) })).filter(({ pages }) => pages.length > 0);
}

function isFor({ access }: PageRoute, me: Me): boolean {
  return access !== 'public' && access(me);
}
