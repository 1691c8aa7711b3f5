import { useTranslation } from 'react-i18next';

/** Circulars whose forms letters follow, as they are cited. */
export const CIRCULARS = { 'tt03-2025': 'TT 03/2025/TT-VPCP', 'tt01-2018': 'TT 01/2018/TT-VPCP' } as const;

/** Sentences a template words anew. */
export const TEXTS = ['counter-label', 'return-time', 'apology', 'new-date', 'apology-closing'] as const;

/** Forms with paper of their own; 00 stands for notices without a form. */
export const FORMS = ['00', '01', '02', '03', '04', '05', '06', '07'] as const;

/** Names a form by its number. */
export function useFormName(): (form: (typeof FORMS)[number]) => string {
  const { t } = useTranslation('admin');
  return (form) => (form === '00' ? t('templates.notices') : t('templates.form', { form }));
}
