import { Suspense, useEffect, useRef, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, useLocation } from 'react-router';
import type { Me } from '../session/me.js';
import { menuOf } from './menu-entries.js';

/** The pages of the person's role, each with how much waits there. */
export function MainMenu({ me }: { readonly me: Me }): JSX.Element {
  const { t } = useTranslation(['shell', 'counter', 'officer', 'manager', 'admin', 'citizen']);
  // Labels are keys that the parts name in their routes.
  const label = t as (key: string) => string;
  const entries = useRef<HTMLDivElement>(null);
  const { pathname } = useLocation();
  useEffect(() => { entries.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' }); }, [pathname]);
  return (
    <div ref={entries}>
      {menuOf(me).map(({ group, pages }) => (
        <section key={group} className="menu-group">
          <h2>{t(`shell:groups.${group}`)}</h2>
          <ul>
            {pages.map(({ path, menu: { label: key, Badge } }) => (
              <li key={path}>
                <NavLink to={path} end>
                  <span>{label(key)}</span>
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
