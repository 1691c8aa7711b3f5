import type { JSX } from 'react';
import { KeyboardReact } from 'react-simple-keyboard';
import { useTranslation } from 'react-i18next';
import 'react-simple-keyboard/build/css/index.css';

const LAYOUT = { default: ['1 2 3 4 5 6 7 8 9 0', 'Q W E R T Y U I O P', 'A S D F G H J K L', 'Z X C V B N M . - / {bksp}'] };

/** Keys for a touch screen without a keyboard: they write into the field that last had the focus. */
export function ScreenKeyboard({ field }: { readonly field: HTMLInputElement | undefined }): JSX.Element {
  const { t } = useTranslation('citizen');
  return (
    <div role="group" aria-label={t('kiosk.keyboard')}>
      <KeyboardReact layout={LAYOUT} display={{ '{bksp}': `⌫ ${t('kiosk.erase')}` }} useButtonTag preventMouseDownDefault onKeyPress={(key: string) => { if (field !== undefined) press(field, key); }} />
    </div>
  );
}

/** Types as a keyboard would, so that the form hears of it: React listens to the element's own setter. */
function press(field: HTMLInputElement, key: string): void {
  const value = key === '{bksp}' ? field.value.slice(0, -1) : `${field.value}${key}`;
  if (field.maxLength >= 0 && value.length > field.maxLength) return;
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
