import { useCallback, useEffect, useState } from 'react';

const SECOND_MS = 1_000;
const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

/**
 * Seconds left until nobody has touched anything for `seconds`; then `onIdle` is called, once. Counts while `isOn`. Every touch and key
 * begins it anew.
 */
export function useIdle(seconds: number, isOn: boolean, onIdle: () => void): number {
  const [touchedAt, setTouchedAt] = useState(() => Date.now());
  const [now, setNow] = useState(() => Date.now());
  const touch = useCallback(() => { setTouchedAt(Date.now()); setNow(Date.now()); }, []);
  useEffect(() => {
    if (!isOn) return undefined;
    touch();
    for (const sign of SIGNS_OF_LIFE) globalThis.addEventListener(sign, touch, { passive: true });
    const beat = setInterval(() => { setNow(Date.now()); }, SECOND_MS);
    return () => {
      clearInterval(beat);
      for (const sign of SIGNS_OF_LIFE) globalThis.removeEventListener(sign, touch);
    };
  }, [isOn, touch]);
  const left = Math.max(0, seconds - Math.floor((now - touchedAt) / SECOND_MS));
  useEffect(() => { if (isOn && left === 0) onIdle(); }, [isOn, left, onIdle]);
  return left;
}
