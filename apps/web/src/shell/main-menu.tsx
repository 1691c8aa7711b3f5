import { Suspense, useEffect, useRef, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, useLocation } from 'react-router';
import type { Me } from '../session/me.js';
import { menuOf } from './menu-entries.js';

/** The pages of the person's role, each with how much waits there. */
export function MainMenu({ me }: { readonly me: Me }): JSX.Element {
  const { t } = useTranslation('shell');
  const { t: called } = useTranslation('menu');
  const entries = useRef<HTMLDivElement>(null);
  const { pathname } = useLocation();
  // The menu alone is scrolled to the page's entry, not the page with it.
  useEffect(() => {
    const entry = entries.current?.querySelector<HTMLElement>('[aria-current="page"]');
    const menu = entry?.closest('nav');
    if (entry !== null && entry !== undefined && menu !== null && menu !== undefined) menu.scrollTop = Math.max(0, entry.offsetTop - menu.clientHeight / 2);
  }, [pathname]);
  return (
    <div ref={entries}>
      {menuOf(me).map(({ group, pages }) => (
        <section key={group} className="menu-group">
          <h2>{t(`groups.${group}`)}</h2>
          <ul>
            {pages.map(({ path, menu: { label, Badge } }) => (
              <li key={path}>
                <NavLink to={path} end>
                  <span>{called(label)}</span>
                  {Badge === undefined ? null : <Suspense fallback={null}><Badge /></Suspense>}
                </NavLink>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
