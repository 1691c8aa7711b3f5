import { useEffect, useState } from 'react';

const SECOND_MS = 1_000;
const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

/**
 * Seconds left until nobody has touched anything for `seconds`; then `onIdle` is called. Counts while `isOn`. Every touch and key begins
 * it anew.
 */
export function useIdle(seconds: number, isOn: boolean, onIdle: () => void): number {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    if (!isOn) return undefined;
    let touchedAt = performance.now();
    const touch = (): void => { touchedAt = performance.now(); setLeft(seconds); };
    for (const sign of SIGNS_OF_LIFE) globalThis.addEventListener(sign, touch, { passive: true });
    const beat = setInterval(() => {
      const rest = seconds - Math.floor((performance.now() - touchedAt) / SECOND_MS);
      setLeft(Math.max(0, rest));
      if (rest <= 0) onIdle();
    }, SECOND_MS);
    return () => {
      clearInterval(beat);
      for (const sign of SIGNS_OF_LIFE) globalThis.removeEventListener(sign, touch);
      setLeft(seconds);
    };
  }, [isOn, onIdle, seconds]);
  return left;
}
