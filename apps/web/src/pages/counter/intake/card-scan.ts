import { useMemo, useRef, type KeyboardEvent } from 'react';
import { type IdentityCard, readIdentityCard } from './identity-card.js';

/** Longer than a scanner rests between two letters, shorter than anybody takes who goes on by hand. */
const SCANNER_RESTS_MS = 400;

/** A field into which cards are scanned. */
interface CardScan {
  /** Whether the text is of a scanner and not of the field: a card, which `read` is told, or what newer cards say behind what is read of them. */
  readonly takes: (text: string, read: (card: IdentityCard) => void) => boolean;
  /** Keeps the Enter a scanner ends with from confirming what nobody has looked at yet. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Tells a scanner, which types a card letter by letter and ends with Enter, from a person who types a name. */
export function useCardScan(): CardScan {
  const lastAt = useRef(-Infinity);
  return useMemo(() => {
    const isScanning = (): boolean => performance.now() - lastAt.current < SCANNER_RESTS_MS;
    return {
      takes: (text, read) => {
        const card = readIdentityCard(text);
        if (card === undefined && !isScanning()) return false;
        lastAt.current = performance.now();
        if (card !== undefined) read(card);
        return true;
      },
      onKeyDown: (event) => {
        if (event.key !== 'Enter' || !isScanning()) return;
        event.preventDefault();
        lastAt.current = -Infinity;
      },
    };
  }, []);
}
