import { type Instant, instant, MS_PER_MINUTE } from '#domain';
import { callNext, type Engine, stepTicket, takeTicket } from '#service';

const DESK = 'H99.31';
const CLERK = `clerk@${DESK}`;
const TAKEN = 15;
const TAKEN_EVERY_MS = 2 * MS_PER_MINUTE;
/** The first of them were served, one did not come, the next stand at the windows and the others wait. */
const SERVED = 5;
const [LAND_EVERY, NOBODY_CAME] = [4, 3];

/** The desks of practice that hand out numbers. */
export const PRACTICE_QUEUE_DESKS = [
  { agency: DESK, windows: 3, series: [{ code: 'A', name: 'Hộ tịch, chứng thực' }, { code: 'B', name: 'Đất đai, xây dựng' }] },
  { agency: 'H99.02', windows: 6, series: [{ code: 'A', name: 'Nộp hồ sơ' }, { code: 'B', name: 'Nhận kết quả' }] },
] as const;

/** Numbers of the last half hour at the desks: served, called in vain, at a window just now, and waiting. */
export async function queueUp(engine: Engine, now: Instant): Promise<void> {
  for (const { agency, windows, series } of PRACTICE_QUEUE_DESKS) {
    const key = (what: string): { readonly by: string; readonly key: string } => ({ by: CLERK, key: `practice-${agency}-${what}` });
    for (let place = 0; place < TAKEN; place += 1) {
      const { code } = series[place % LAND_EVERY === 0 ? 1 : 0];
      await takeTicket(engine, { agency, series: code }, key(`take-${String(place)}`), instant(now - (TAKEN - place) * TAKEN_EVERY_MS));
    }
    const calls = SERVED + windows;
    for (let call = 0; call < calls; call += 1) {
      const at = instant(now - (calls - call) * MS_PER_MINUTE);
      const called = await callNext(engine, { agency, window: 1 + (call % windows), series: series.map(({ code }) => code) }, key(`call-${String(call)}`), at);
      if (typeof called === 'object' && call < SERVED) {
        await stepTicket(engine, { agency, series: called.series, number: called.number, step: { kind: call === NOBODY_CAME ? 'skip' : 'done' } }, instant(at + MS_PER_MINUTE));
      }
    }
  }
}
