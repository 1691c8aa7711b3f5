import { useEffect, useState, type ComponentType, type JSX, type ReactNode } from 'react';
import { ProblemAlert } from './problem-alert.js';
import { Waiting } from './waiting.js';

/** What stands in for a part of a page until it is loaded, and stays where it cannot be. */
interface Meanwhile {
  readonly waiting?: ReactNode;
}

/**
 * A part of a page that is loaded when it is first shown: dialogs, and what few pages show. Where it cannot be loaded the page stays as it is,
 * with what was typed into it, and says so with a way to try again, or to load the page anew where the program was renewed.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): (props: P & Meanwhile) => JSX.Element {
  let known: ComponentType<P> | undefined;
  return function Later({ waiting, ...props }: P & Meanwhile): JSX.Element {
    const [Part, setPart] = useState(() => known);
    const [failed, setFailed] = useState<{ readonly reason: unknown }>();
    useEffect(() => {
      if (Part !== undefined || failed !== undefined) return undefined;
      let isGone = false;
      load().then((part) => {
        known = part;
        if (!isGone) setPart(() => part);
      }, (reason: unknown) => {
        if (!isGone) setFailed({ reason });
      });
      return () => { isGone = true; };
    }, [Part, failed]);
    if (Part !== undefined) return <Part {...(props as unknown as P)} />;
    if (failed === undefined) return <>{waiting ?? <Waiting />}</>;
    return <>{waiting}<div className="not-loaded"><ProblemAlert error={failed.reason} onRetry={() => { setFailed(undefined); }} /></div></>;
  };
}
