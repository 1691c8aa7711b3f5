import { useEffect, useState } from 'react';

/**
 * Gives the focus back to whatever had it before a dialog came, once the dialog has left the page: one that is taken out of the page with its content does
 * not do so itself, and whoever has no mouse would begin at the top again. Called by what is shown as long as the dialog is.
 */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(() => () => {
    // Whoever has gone on to something else stays there.
    if (document.activeElement === document.body && before instanceof HTMLElement) before.focus({ preventScroll: true });
  }, [before]);
}
