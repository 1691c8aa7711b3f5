import type { Random } from '../simulation/random.js';
import { type Fault, killed, ONCE, REPEATABLE } from './faults/index.js';
import { type MemberName, MEMBERS } from './stack.js';

/** A fault of a campaign. */
export interface PlannedFault {
  readonly number: number;
  readonly fault: Fault;
  /** It strikes once so many more commands were accepted since the one before had passed. */
  readonly after: number;
  /** Imported dossiers that fall due together in so many milliseconds are there when it strikes. */
  readonly waveInMs: number | undefined;
}

/** One kill in so many blows takes several processes. */
const SEVERAL_SHARE = 0.25;
const [LEAST_AFTER, MOST_AFTER] = [4, 20];
/** Every other fault comes once for so many kills, and once at least. */
const KILLS_PER_ROUND = 100;
const WAVE_EVERY = 4;
const [SOONEST_WAVE_MS, LATEST_WAVE_MS] = [2_000, 8_000];

/** Every fault of a campaign in an order of chance; of one seed always the same. */
export function planCampaign(kills: number, random: Random): readonly PlannedFault[] {
  const blows: Fault[] = [];
  const rounds = Math.max(1, Math.round(kills / KILLS_PER_ROUND));
  for (let round = 0; round < rounds; round += 1) blows.push(...REPEATABLE);
  blows.push(...ONCE);
  let left = kills - blows.reduce((sum, fault) => sum + fault.kills, 0);
  for (let place = 0; left > 0; place += 1) {
    const victims = pickVictims(place, random).slice(0, left);
    blows.push(killed(victims));
    left -= victims.length;
  }
  return shuffled(blows, random).map((fault, index) => ({
    number: index + 1,
    fault,
    after: Math.floor(random.between(LEAST_AFTER, MOST_AFTER)),
    waveInMs: index % WAVE_EVERY === 0 ? Math.floor(random.between(SOONEST_WAVE_MS, LATEST_WAVE_MS)) : undefined,
  }));
}

/** Each alone as often as any other, and now and then several. */
function pickVictims(place: number, random: Random): readonly MemberName[] {
  const alone = MEMBERS[place % MEMBERS.length] ?? 'worker';
  if (!random.chance(SEVERAL_SHARE)) return [alone];
  const others = shuffled(MEMBERS.filter((member) => member !== alone), random);
  return [alone, ...others.slice(0, Math.floor(random.between(1, MEMBERS.length)))];
}

function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  return items.map((item) => ({ item, place: random.next() })).toSorted((one, other) => one.place - other.place).map(({ item }) => item);
}
