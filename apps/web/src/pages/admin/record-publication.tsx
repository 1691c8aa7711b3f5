import { useState, type JSX } from 'react';
import { Button, Select } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { parseSuppliedRules, ProcedureFormatError, type ProcedureVersion, type RecordDraft, type SuppliedRules, versionOfRecord } from '#domain';
import { recordSourceVi } from '#vi';
import { api } from '../../api/client.js';
import { useRequestKey } from '../../api/request-key.js';
import type { components } from '../../api/schema.js';
import { formatDay } from '../../format/moments.js';
import { DayField } from '../../ui/day-field.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { JsonFile, type JsonRead } from './json-file.js';
import { renewIfAnswered } from './renew-if-answered.js';
import { VersionChanges } from './version-changes.js';

type PortalRecord = components['schemas']['ProcedureRecord'];
type SentRules = components['schemas']['RecordPublicationRequest']['rules'];

/** What a file supplies; without rules while none can be taken from the file that is chosen, with the place of what is wrong in it. */
interface Supplied {
  readonly rules?: SuppliedRules;
  readonly wrongAt?: string;
}

/**
 * Publishes a record: rules are carried over from a published version, and what a file gives stands before them. Before that it shows what is still
 * wanting, or what the version would say differently from the last one: it is put together by the very function that publishes.
 */
export function RecordPublication({ record }: { readonly record: PortalRecord }): JSX.Element {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const { header, renew } = useRequestKey();
  const { code } = record.draft;
  const [carryFrom, setCarryFrom] = useState<number>();
  const [effectiveFrom, setEffectiveFrom] = useState('');
  const [supplied, setSupplied] = useState<Supplied>({ rules: {} });
  const versions = api.useQuery('get', '/api/v1/procedures/{code}/versions', { params: { path: { code }, query: { limit: 200 } } });
  const carried = api.useQuery('get', '/api/v1/procedures/{code}/versions/{version}', { params: { path: { code, version: carryFrom ?? 1 } } }, { enabled: carryFrom !== undefined });
  const publish = api.useMutation('post', '/api/v1/procedure-records/{id}/publication', { onSuccess: () => { renew(); return queries.invalidateQueries(); }, onError: renewIfAnswered(renew) });
  const take = (read: JsonRead): void => {
    setSupplied(suppliedBy(read));
    renew();
  };
  const rules: SuppliedRules = { ...supplied.rules, ...(effectiveFrom === '' ? {} : { effectiveFrom }) };
  const isRead = supplied.rules !== undefined && versions.data !== undefined && (carryFrom === undefined || carried.data !== undefined);
  const last = versions.data?.items.at(-1)?.version ?? 0;
  const made = isRead ? versionOfRecord(record.draft as RecordDraft, rules, { version: last + 1, source: recordSourceVi(record.recordHash), ...(carryFrom === undefined || carried.data === undefined ? {} : { carried: carried.data.procedure as unknown as ProcedureVersion }) }) : undefined;
  const wanting = new Set(made?.kind === 'needs' ? made.needs.map(({ path }) => path) : []);
  const check = api.useQuery('post', '/api/v1/procedures/validate', { body: { procedure: made?.kind === 'version' ? { ...made.procedure } : {} } }, { enabled: made?.kind === 'version' });
  const unanswered = versions.error ?? carried.error ?? check.error;
  const send = (): void => { publish.mutate({ params: { path: { id: record.id }, header: header() }, body: { ...(carryFrom === undefined ? {} : { carryFrom }), rules: rules as unknown as SentRules } }); };
  return (
    <section className="panel" aria-labelledby="record-publication">
      <h2 id="record-publication">{t('records.publication')}</h2>
      <div className="field-grid">
        <label>{t('editor.effectiveFrom')}<DayField value={effectiveFrom} onChange={(day) => { setEffectiveFrom(day); renew(); }} /></label>
        <label>{t('records.carryFrom')}<Select aria-label={t('records.carryFrom')} value={carryFrom ?? 0} onChange={(version) => { setCarryFrom(version === 0 ? undefined : version); renew(); }} style={{ width: '100%' }} options={[{ value: 0, label: t('editor.none') }, ...(versions.data?.items ?? []).map((item) => ({ value: item.version, label: t('records.versionFrom', { version: item.version, day: formatDay(item.effectiveFrom) }) }))]} /></label>
      </div>
      <JsonFile label={t('records.rules')} onRead={take} />
      {supplied.wrongAt === undefined ? null : <p className="field-problem" role="alert">✕ {t('records.rulesUnread', { path: supplied.wrongAt })}</p>}
      {wanting.size === 0 ? null : <><h3>{t('records.stillNeeded')}</h3><ul className="plain-list" data-needs>{record.needs.filter(({ path }) => wanting.has(path)).map(({ path, label }) => <li key={path}>{label}</li>)}</ul></>}
      {unanswered === null ? null : <ProblemAlert error={unanswered} />}
      {made?.kind === 'version' && check.data !== undefined ? (
        <>
          <ul className="plain-list">
            {check.data.errors.map(({ path, sentence, fix }) => <li key={`${path} ${sentence}`} className="field-problem">✕ {sentence} {fix}</li>)}
            {check.data.warnings.map(({ path, sentence, fix }) => <li key={`${path} ${sentence}`} className="field-warning">⚠ {sentence} {fix}</li>)}
          </ul>
          <h3>{t('editor.changes')}</h3>
          <VersionChanges changes={check.data.changes} empty={t('changes.none')} />
        </>
      ) : null}
      {publish.error === null ? null : <ProblemAlert error={publish.error} />}
      <p><Button type="primary" disabled={record.openFlags > 0 || effectiveFrom === '' || !isRead} loading={publish.isPending} onClick={send}>{t('editor.publish')}</Button></p>
    </section>
  );
}

function suppliedBy(read: JsonRead): Supplied {
  if (typeof read === 'string') return {};
  try {
    return { rules: parseSuppliedRules(read) };
  } catch (error) {
    if (error instanceof ProcedureFormatError) return { wrongAt: error.path };
    throw error;
  }
}
