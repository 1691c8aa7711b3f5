import { useCallback, useEffect, useId, useState } from 'react';

/** Tells a form whether one of its boxes holds what cannot be read. */
export type ReportUnreadable = (box: string, isUnreadable: boolean) => void;

/** Whether a form has a box with JSON that cannot be read: its last readable value must not be sent in its place. */
export function useUnreadable(): { readonly isUnreadable: boolean; readonly report: ReportUnreadable } {
  const [boxes, setBoxes] = useState<readonly string[]>([]);
  const report = useCallback<ReportUnreadable>((box, isUnreadable) => {
    setBoxes((before) => (before.includes(box) === isUnreadable ? before : isUnreadable ? [...before, box] : before.filter((other) => other !== box)));
  }, []);
  return { isUnreadable: boxes.length > 0, report };
}

/** The text of a box with JSON. Only what can be read is passed on; the form is told while something else stands there, until the box is gone. `read` throws at what cannot be read. */
export function useJsonText({ begin, read, onChange, report }: {
  readonly begin: string;
  readonly read: (text: string) => unknown;
  readonly onChange: (value: unknown) => void;
  readonly report: ReportUnreadable;
}): { readonly text: string; readonly set: (text: string) => void; readonly isBroken: boolean } {
  const box = useId();
  const [text, setText] = useState(begin);
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    report(box, isBroken);
    return () => { report(box, false); };
  }, [box, isBroken, report]);
  const set = (next: string): void => {
    setText(next);
    try {
      onChange(read(next));
      setBroken(false);
    } catch {
      setBroken(true);
    }
  };
  return { text, set, isBroken };
}
