import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/schema.js';
import { CIRCULARS, FORMS, TEXTS, useFormName } from './template-parts.js';

type Content = components['schemas']['LetterTemplateContent'];

const PARTS = [['desk', 'symbol'], ['desk', 'name'], ['header', 'superior'], ['header', 'agency'], ['header', 'desk']] as const;

/** What a version says of letters, line by line under the words of the form; what it leaves to inherit is not named. */
export function TemplateWords({ content }: { readonly content: Content }): JSX.Element {
  const { t } = useTranslation('admin');
  const formName = useFormName();
  const yesNo = (value: boolean | undefined): string | undefined => (value === undefined ? undefined : t(value ? 'yes' : 'no'));
  const papers = FORMS.flatMap((form) => (content.paper?.[form] === undefined ? [] : [`${formName(form)}: ${content.paper[form]}`]));
  const lines: readonly (readonly [string, string | undefined])[] = [
    [t('templates.numbering'), content.numbering === undefined ? undefined : CIRCULARS[content.numbering]],
    [t('templates.place'), content.place],
    ...PARTS.map(([name, part]): readonly [string, string | undefined] => [t(`templates.parts.${name}-${part}` as 'templates.parts.desk-name'), (content[name] as Readonly<Record<string, string>> | undefined)?.[part]]),
    [t('templates.evaluationSheet'), yesNo(content.evaluationSheet)],
    [t('templates.addressOnApology'), yesNo(content.addressOnApology)],
    ...TEXTS.map((name): readonly [string, string | undefined] => [t(`templates.sentences.${name}`), content.texts?.[name]]),
    [t('templates.recipientsOf'), content.recipients?.join('; ')],
    [t('templates.paper'), papers.length === 0 ? undefined : papers.join(', ')],
  ];
  const said = lines.filter(([, value]) => value !== undefined);
  if (said.length === 0) return <>{t('templates.inherited')}</>;
  return <ul className="plain-list">{said.map(([label, value]) => <li key={label}><strong>{label}:</strong> {value}</li>)}</ul>;
}
