import { z } from 'zod';
import { httpUrl } from './told-whole.js';

/** The way to the national portal, or to the provincial system that speaks with it. */
export interface PortalWay {
  /** Absent: nothing leaves, and what is owed waits. */
  readonly portal: { readonly portalUrl: string; readonly portalToken: string } | undefined;
}

/** Token of the stand-in portal on a developer's machine. */
export const DEVELOPMENT_PORTAL_TOKEN = 'dung-han development portal token';
const SHORTEST_TOKEN = 16;

/** Variables of the way, for the schema of the environment. */
export const PORTAL_SHAPE = {
  portalUrl: httpUrl.optional(),
  portalToken: z.string().min(SHORTEST_TOKEN, `must have ${String(SHORTEST_TOKEN)} characters at least`).optional(),
} as const;
/** Names of these variables in the schema. */
export type PortalField = keyof typeof PORTAL_SHAPE;

/** Their names. */
export const PORTAL_VARIABLES: Readonly<Record<PortalField, string>> = { portalUrl: 'PORTAL_URL', portalToken: 'PORTAL_TOKEN' };

/** What is missing where half the way was told, and the development token where it may not be used. */
export function halfToldPortal(given: Readonly<Record<string, string | undefined>>, mode: string): readonly string[] {
  const { portalUrl, portalToken } = given;
  return [
    ...((portalUrl === undefined) === (portalToken === undefined) ? [] : [`${portalUrl === undefined ? 'PORTAL_URL' : 'PORTAL_TOKEN'}: must be set as well, or neither of PORTAL_URL and PORTAL_TOKEN`]),
    ...(mode !== 'development' && portalToken === DEVELOPMENT_PORTAL_TOKEN ? ['PORTAL_TOKEN: the development token is refused here'] : []),
  ];
}

/** The way where it was told whole. */
export function portalWay({ portalUrl, portalToken }: Readonly<Record<PortalField, string | undefined>>): PortalWay {
  return { portal: portalUrl === undefined || portalToken === undefined ? undefined : { portalUrl, portalToken } };
}
