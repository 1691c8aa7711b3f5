import { useId, useRef, useState, type JSX } from 'react';
import { UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** A file of the machine, chosen by a button in our words: the browser's own speaks the machine's language. */
export function FileField({ label, accept, onChoose }: { readonly label: string; readonly accept: string; readonly onChoose: (file: File) => void }): JSX.Element {
  const { t } = useTranslation('shell');
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const [name, setName] = useState<string>();
  const choose = (file: File | undefined): void => {
    if (file === undefined) return;
    setName(file.name);
    onChoose(file);
  };
  return (
    <span className="file-field">
      <span id={id}>{label}</span>
      {/* Choosing the same file again, mended meanwhile, is a choice too. */}
      <input ref={input} type="file" accept={accept} aria-labelledby={id} hidden onChange={({ target }) => { choose(target.files?.[0]); target.value = ''; }} />
      <Button icon={<UploadOutlined aria-hidden />} aria-describedby={id} onClick={() => input.current?.click()}>{t('file.choose')}</Button>
      <span aria-live="polite">{name ?? t('file.none')}</span>
    </span>
  );
}
