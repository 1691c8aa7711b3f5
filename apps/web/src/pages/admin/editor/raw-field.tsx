import { useState, type JSX } from 'react';
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useEditor } from './editor-context.js';
import { at, pathOf, type Place } from './written.js';

/** A part few procedures have, written as the catalogue file has it; every problem inside of it stands below. Emptied, it is taken away. */
export function RawField({ place, label }: { readonly place: Place; readonly label: string }): JSX.Element {
  const { t } = useTranslation('admin');
  const { written, change, errors } = useEditor();
  const value = at(written, place);
  const [text, setText] = useState(() => (value === undefined ? '' : JSON.stringify(value, null, 2)));
  const [broken, setBroken] = useState(false);
  const id = pathOf(place);
  const inside = errors.filter(({ path }) => path === id || path.startsWith(`${id}[`) || path.startsWith(`${id}.`));
  const set = (next: string): void => {
    setText(next);
    try {
      change(place, next.trim() === '' ? undefined : JSON.parse(next));
      setBroken(false);
    } catch {
      setBroken(true);
    }
  };
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <Input.TextArea id={id} autoSize={{ minRows: 2, maxRows: 14 }} value={text} spellCheck={false} style={{ fontFamily: 'monospace' }} onChange={({ target }) => { set(target.value); }} {...(broken || inside.length > 0 ? { status: 'error' as const, 'aria-invalid': true, 'aria-describedby': `${id}-problems` } : {})} />
      <span id={`${id}-problems`}>
        {broken ? <span className="field-problem">✕ {t('editor.notJson')}</span> : null}
        {inside.map(({ path, sentence, fix }) => <span key={`${path} ${sentence}`} className="field-problem">✕ {path}: {sentence} {fix}</span>)}
      </span>
    </div>
  );
}
