import { inject } from 'vitest';
import { DEFAULT_PUBLIC } from '#domain';
import { until } from '../support/e2e-facts.js';
import { askedAs } from './asking.js';

type Chosen = Readonly<Record<string, unknown>>;
/** Whose screens the hall shows. */
const AGENCY = 'H99.31';
const ASKED_A_MINUTE = 600;

/** Publishes settings as another window of an administrator does: what others have chosen stays chosen. */
export async function changeSettings(change: (chosen: Chosen) => Chosen): Promise<void> {
  const { number, chosen } = await askedAs<{ readonly number: number; readonly chosen: Chosen }>('admin', 'H99', '/api/v1/settings');
  await askedAs('admin', 'H99', '/api/v1/settings/versions', { basedOn: number, settings: change(chosen) });
}

/** Numbers of those who wait, at two windows. */
export function switchOnNumbers(): Promise<void> {
  return changeSettings((chosen) => ({ ...chosen, queueTickets: [{ agency: AGENCY, windows: 2, series: [{ code: 'A', name: 'Hộ tịch' }] }] }));
}

/** Numbers of those who wait are shown nowhere, as before anybody has asked for them. */
export function switchOffNumbers(): Promise<void> {
  return changeSettings((chosen) => Object.fromEntries(Object.entries(chosen).filter(([name]) => name !== 'queueTickets')));
}

/** The screen that shows the day’s numbers of a counter in its hall. */
export function switchOnBoard(): Promise<void> {
  return changeSettings((chosen) => ({ ...chosen, publicPages: { ...publicOf(chosen), boards: [AGENCY] } }));
}

/** All tests ask from one address, and faster than people look up: none of them is told to wait. */
export function letOneAddressAskOften(): Promise<void> {
  return changeSettings((chosen) => ({ ...chosen, publicPages: { ...publicOf(chosen), addressPerMinute: ASKED_A_MINUTE } }));
}

function publicOf(chosen: Chosen): object {
  return { ...DEFAULT_PUBLIC, ...(chosen['publicPages'] as object | undefined) };
}

/** Every screen of the hall shows what it is for, whichever tests ran before. */
export async function switchOnScreens(): Promise<void> {
  await switchOnNumbers();
  await switchOnBoard();
  for (const path of [`queue-desks/${AGENCY}`, `board/${AGENCY}`]) {
    await until(`${path} is shown`, async () => (await fetch(`${inject('webStack').apiUrl}/api/v1/public/${path}`)).ok);
  }
}
