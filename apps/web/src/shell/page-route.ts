import type { ParseKeys } from 'i18next';
import type { ComponentType } from 'react';
import type { Action, Me, Role } from '../session/me.js';

/** One page and who it is for. Every part lists its own in `pages/<part>/routes.tsx`. */
export interface PageRoute {
  /** Vietnamese words without tone marks, from the root: `/ho-so/:code`. */
  readonly path: string;
  /** Loads the page: a module that exports `Component`. */
  readonly page: () => Promise<{ readonly Component: ComponentType }>;
  /** `public`: without signing in and outside of the shell. Else whoever the shell lets in; the server decides what is answered. */
  readonly access: 'public' | ((me: Me) => boolean);
  /** Where the menu shows it; absent: reached from other pages. */
  readonly menu?: {
    readonly group: MenuGroup;
    /** What it is called, by part and name: `counter.intake` is `menu.intake` of the counter's texts. */
    readonly label: ParseKeys<'menu'>;
    /** Position in its group, smallest first. */
    readonly order: number;
    /** How much waits there: the length of the very list the page shows. */
    readonly Badge?: ComponentType;
  };
  /** The page somebody of these roles begins with. */
  readonly startOf?: readonly Role[];
  /** The page as the checks of every page open it: name of its picture, who looks, and an address, with a name in braces for what is one of many (`{dossier}` is the code of some dossier); `typed`: what is typed there for the picture, Enter pressed behind it. */
  readonly screen: { readonly name: string; readonly role: Role; readonly agency?: string; readonly path: string; readonly phone?: true; readonly typed?: string };
}

/** Groups of the menu in their order. */
export const MENU_GROUPS = ['work', 'figures', 'other-clocks', 'administration'] as const;
/** A group of the menu. */
export type MenuGroup = (typeof MENU_GROUPS)[number];

/** Access for whoever may do one of these things somewhere. */
export function mayAny(...actions: readonly Action[]): (me: Me) => boolean {
  return (me) => actions.some((action) => me.actions.includes(action));
}

/** Access for some roles. */
export function forRoles(...roles: readonly Role[]): (me: Me) => boolean {
  return (me) => roles.includes(me.role);
}
