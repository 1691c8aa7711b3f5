import { useState, type JSX } from 'react';
import { Button, Checkbox, Flex, Input, Select } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, call } from '../../api/client.js';
import { useRequestKey } from '../../api/request-key.js';
import type { components } from '../../api/schema.js';
import { useMe } from '../../session/me.js';
import { PdfView } from '../../ui/pdf-view.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { AgencySelect } from './agency-select.js';
import { renewIfAnswered } from './renew-if-answered.js';
import { CIRCULARS, FORMS, TEXTS, useFormName } from './template-parts.js';

type Content = components['schemas']['LetterTemplateContent'];

const PREVIEWED = ['01', '04'] as const;

/** What a scope says of its letters; what it leaves blank is inherited and stands as a hint. */
export function TemplateForm({ scope, own, inForce, namesOneAgency, onPublished }: {
  readonly scope: string;
  readonly own: Content;
  readonly inForce: Content;
  readonly namesOneAgency: boolean;
  readonly onPublished: () => void;
}): JSX.Element {
  const { t } = useTranslation('admin');
  const formName = useFormName();
  const queries = useQueryClient();
  const { header, renew } = useRequestKey();
  const [content, setContent] = useState<Content>(own);
  const publish = api.useMutation('post', '/api/v1/letter-templates/{scope}/versions', { onSuccess: async () => { renew(); await queries.invalidateQueries(); onPublished(); }, onError: renewIfAnswered(renew) });
  const set = <Name extends keyof Content>(name: Name, value: Content[Name] | undefined): void => {
    const { [name]: _, ...rest } = content;
    setContent(value === undefined || value === '' || (typeof value === 'object' && Object.keys(value).length === 0) ? rest : { ...content, [name]: value });
  };
  return (
    <section className="panel">
      <h2>{t('templates.own')}</h2>
      <div className="field-grid">
        <label>{t('templates.numbering')}<Select<keyof typeof CIRCULARS | ''> aria-label={t('templates.numbering')} value={content.numbering ?? ''} onChange={(value) => { set('numbering', value === '' ? undefined : value); }} options={[{ value: '', label: t('templates.inherited') }, ...Object.entries(CIRCULARS).map(([value, label]) => ({ value, label }))]} style={{ width: '100%' }} /></label>
        <label>{t('templates.place')}<Input value={content.place ?? ''} placeholder={inForce.place ?? ''} onChange={({ target }) => { set('place', target.value); }} /></label>
        <Inside content={content} name="desk" part="symbol" hint={inForce.desk?.symbol} set={set} />
        {namesOneAgency ? (
          <>
            <Inside content={content} name="desk" part="name" hint={inForce.desk?.name} set={set} />
            <Inside content={content} name="header" part="superior" hint={inForce.header?.superior} set={set} />
            <Inside content={content} name="header" part="agency" hint={inForce.header?.agency} set={set} />
            <Inside content={content} name="header" part="desk" hint={inForce.header?.desk} set={set} />
          </>
        ) : null}
        <div>
          <Checkbox checked={content.evaluationSheet ?? inForce.evaluationSheet ?? true} onChange={({ target }) => { set('evaluationSheet', target.checked); }}>{t('templates.evaluationSheet')}</Checkbox><br />
          <Checkbox checked={content.addressOnApology ?? inForce.addressOnApology ?? false} onChange={({ target }) => { set('addressOnApology', target.checked); }}>{t('templates.addressOnApology')}</Checkbox>
        </div>
      </div>
      <h3>{t('templates.texts')}</h3>
      {TEXTS.map((name) => (
        <label key={name} className="stacked">{t(`templates.sentences.${name}`)}
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 5 }} maxLength={500} value={content.texts?.[name] ?? ''} placeholder={inForce.texts?.[name] ?? t('templates.ofCircular')} onChange={({ target }) => { set('texts', withPart(content.texts, name, target.value)); }} />
        </label>
      ))}
      <label className="stacked">{t('templates.recipients')}<Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} value={(content.recipients ?? []).join('\n')} placeholder={(inForce.recipients ?? []).join('\n')} onChange={({ target }) => { set('recipients', target.value === '' ? undefined : target.value.split('\n')); }} /></label>
      <h3>{t('templates.paper')}</h3>
      <Flex wrap gap="small">{FORMS.map((form) => <label key={form}>{formName(form)} <Select aria-label={t('templates.form', { form })} value={content.paper?.[form] ?? ''} options={[{ value: '', label: t('templates.inherited') }, { value: 'A5', label: 'A5' }, { value: 'A4', label: 'A4' }]} onChange={(value) => { set('paper', withPart(content.paper, form, value)); }} style={{ minWidth: 110 }} /></label>)}</Flex>
      {publish.error === null ? null : <ProblemAlert error={publish.error} />}
      <p><Button type="primary" loading={publish.isPending} onClick={() => { publish.mutate({ params: { path: { scope }, header: header() }, body: content }); }}>{t('editor.publish')}</Button></p>
      <Preview scope={scope} content={content} />
    </section>
  );
}

function Inside({ content, name, part, hint, set }: {
  readonly content: Content;
  readonly name: 'desk' | 'header';
  readonly part: string;
  readonly hint: string | undefined;
  readonly set: (name: 'desk' | 'header', value: Content['desk'] & Content['header']) => void;
}): JSX.Element {
  const { t } = useTranslation('admin');
  const inside = content[name] as Readonly<Record<string, string>> | undefined;
  return <label>{t(`templates.parts.${name}-${part}` as 'templates.parts.desk-name')}<Input value={inside?.[part] ?? ''} placeholder={hint ?? ''} onChange={({ target }) => { set(name, withPart(inside, part, target.value)); }} /></label>;
}

/** An object with one of its parts changed; emptied, it is taken away. */
function withPart(whole: object | undefined, part: string, value: string): Readonly<Record<string, never>> {
  const { [part]: _, ...rest } = { ...whole } as Record<string, string>;
  return (value === '' ? rest : { ...rest, [part]: value }) as Record<string, never>;
}

/** The real form under what is typed, before it is published. */
function Preview({ scope, content }: { readonly scope: string; readonly content: Content }): JSX.Element {
  const { t } = useTranslation('admin');
  const me = useMe();
  const [agency, setAgency] = useState<string | undefined>(scope === 'VN' ? me.agency.code : scope);
  const [file, setFile] = useState<Blob>();
  const [error, setError] = useState<unknown>();
  const show = async (form: (typeof PREVIEWED)[number]): Promise<void> => {
    setError(undefined);
    setFile(undefined);
    const answer = await call.POST('/api/v1/letter-templates/{scope}/preview', { params: { path: { scope }, query: { form, ...(agency === undefined ? {} : { agency }) } }, body: content, parseAs: 'blob' }).catch((reason: unknown) => ({ error: reason, data: undefined }));
    if (answer.data === undefined) setError(answer.error);
    else setFile(answer.data);
  };
  return (
    <section aria-labelledby="template-preview">
      <h3 id="template-preview">{t('templates.preview')}</h3>
      <Flex wrap gap="small" align="center">
        <div style={{ minWidth: 320 }}><AgencySelect label={t('templates.previewOf')} value={agency} onChange={setAgency} /></div>
        {PREVIEWED.map((form) => <Button key={form} onClick={() => { void show(form); }}>{t(`templates.previewForms.${form}`)}</Button>)}
      </Flex>
      {error === undefined ? null : <ProblemAlert error={error} />}
      {file === undefined ? null : <PdfView file={file} name="mau-van-ban.pdf" />}
    </section>
  );
}
