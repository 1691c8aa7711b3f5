import { pointsOfInterest, type PointKind } from './points.js';
import { openStages, type DossierState } from './state.js';
import { isClosed, type DossierStatus } from './status.js';

/** When the workflow should wake, and why. `at` is the instant to wake, never earlier than the legal instant. */
export interface Wake {
  readonly kind: string;
  readonly at: number;
}

/** A dossier as its workflow sees it: no personal data, at most 500 bytes as JSON. */
export interface DossierView {
  readonly status: DossierStatus;
  readonly stages: readonly string[];
  readonly ground?: string;
  readonly points: readonly Wake[];
  readonly closed: boolean;
}

/** How much later than its legal instant a point is woken. */
export interface WakeDelays {
  /** Points are settled once they are older than the allowed clock skew. */
  readonly skewMs: number;
  /** Lateness wakes are spread over this span by the dossier's hash; the recorded instant stays legal. */
  readonly spreadMs: number;
}

const SPREAD_KINDS: readonly PointKind[] = ['expiry', 'promise-expiry', 'stage-due'];

/** Points shown to the workflow: the nearest few are enough, since every transition returns a new view. */
const VIEW_POINTS = 3;

/** The view of a state. `dossierId` decides where in the spread its lateness wakes fall. */
export function viewOf(state: DossierState, dossierId: string, delays: WakeDelays): DossierView {
  const points = pointsOfInterest(state).map((point) => ({ kind: point.kind, at: wakeAt(point.kind, point.at, dossierId, delays) }));
  return {
    status: state.status,
    stages: openStages(state).slice(0, 6).map((stage) => stage.id),
    ...(state.pause === undefined ? {} : { ground: state.pause.ground }),
    points: points.sort((a, b) => a.at - b.at).slice(0, VIEW_POINTS),
    closed: isClosed(state.status),
  };
}

function wakeAt(kind: PointKind, at: number, dossierId: string, delays: WakeDelays): number {
  const spread = SPREAD_KINDS.includes(kind) && delays.spreadMs > 0 ? hashOf(dossierId) % delays.spreadMs : 0;
  return at + delays.skewMs + spread;
}

/** FNV-1a over the characters: an even spread that is the same on every machine. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}
