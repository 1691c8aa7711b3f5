import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { isMendedByReload, reload } from '../../ui/load-fault.js';
import type { Fault } from './public-call.js';

/** Says why something was not done, and what to do about it. */
export function FaultNote({ fault }: { readonly fault: Fault | undefined }): JSX.Element {
  const { t } = useTranslation('citizen');
  return <div role="alert">{fault === undefined ? null : <p className="citizen-fault">⚠ {textOf(fault)}{isMendedByReload(fault.kind) ? <> <button type="button" onClick={reload}>{t('fault.reload')}</button></> : null}</p>}</div>;

  function textOf(told: Fault): string {
    switch (told.kind) {
      case 'too-many':
        return t('fault.tooMany', { count: told.minutes });
      case 'wrong-code':
        return t('letters.wrong');
      case 'wrong-login':
        return t('letters.wrongLogin');
      case 'not-signed-in':
        return t('letters.notSignedIn');
      case 'not-sent':
        return t('letters.notSent');
      default:
        return t(`fault.${told.kind}`);
    }
  }
}
