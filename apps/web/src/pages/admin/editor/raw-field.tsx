import type { JSX } from 'react';
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useJsonText } from '../json-text.js';
import { useEditor } from './editor-context.js';
import { at, pathOf, type Place } from './written.js';

/** A part few procedures have, written as the catalogue file has it; every problem inside of it stands below. Emptied, it is taken away. */
export function RawField({ place, label }: { readonly place: Place; readonly label: string }): JSX.Element {
  const { t } = useTranslation('admin');
  const { written, change, errors, reportUnreadable } = useEditor();
  const value = at(written, place);
  const { text, set, isBroken } = useJsonText({
    begin: value === undefined ? '' : JSON.stringify(value, null, 2),
    read: (next) => (next.trim() === '' ? undefined : (JSON.parse(next) as unknown)),
    onChange: (next) => { change(place, next); },
    report: reportUnreadable,
  });
  const id = pathOf(place);
  const inside = errors.filter(({ path }) => path === id || path.startsWith(`${id}[`) || path.startsWith(`${id}.`));
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <Input.TextArea id={id} autoSize={{ minRows: 2, maxRows: 14 }} value={text} spellCheck={false} style={{ fontFamily: 'monospace' }} onChange={({ target }) => { set(target.value); }} {...(isBroken || inside.length > 0 ? { status: 'error' as const, 'aria-invalid': true, 'aria-describedby': `${id}-problems` } : {})} />
      <span id={`${id}-problems`}>
        {isBroken ? <span className="field-problem">✕ {t('editor.notJson')}</span> : null}
        {inside.map(({ path, sentence, fix }) => <span key={`${path} ${sentence}`} className="field-problem">✕ {path}: {sentence} {fix}</span>)}
      </span>
    </div>
  );
}
