import { useState, type JSX } from 'react';
import { Alert, Button, Upload } from 'antd';
import { UploadOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { call } from '../../api/client.js';
import type { RequestKey } from '../../api/request-key.js';
import { type Answer, useSending } from '../../api/sending.js';
import { ProblemAlert } from '../../ui/problem-alert.js';

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;
type Kind = 'csv' | keyof typeof TYPES;

/** A table a person chose: the text of a CSV, or an XLSX or DOCX stored as evidence. */
type UploadedTable = { readonly csv: string } | { readonly file: string };

/** The file is of a kind that is not read; the message names those that are. */
class UnreadKindError extends Error {}

/** What is being uploaded: the button that chooses the file, what went wrong, and sending it with what the form says besides. */
interface TableUpload {
  readonly chooser: (label: string) => JSX.Element;
  readonly problem: JSX.Element | null;
  readonly hasFile: boolean;
  readonly isBusy: boolean;
  /** For when something else of the form is changed. */
  readonly renew: () => void;
  /** Stores the file for an agency, has it read by `open`, and goes to the address of what it became. */
  readonly send: (agency: string | undefined, open: (document: UploadedTable, header: ReturnType<RequestKey['header']>) => Promise<Answer<{ readonly id: string }>>, addressOf: (id: string) => string) => void;
}

/** A form around a table that the server reads, of one of these kinds. */
export function useTableUpload(kinds: readonly Kind[]): TableUpload {
  const { t } = useTranslation('manager');
  const navigate = useNavigate();
  const { isBusy, problem, send, renew } = useSending();
  const [file, setFile] = useState<File>();
  return {
    chooser: (label) => (
      <Upload accept={kinds.map((kind) => `.${kind}`).join(',')} maxCount={1} beforeUpload={(chosen) => { setFile(chosen); renew(); return false; }} onRemove={() => { setFile(undefined); }}>
        <Button icon={<UploadOutlined aria-hidden />}>{label}</Button>
      </Upload>
    ),
    problem: problem === undefined ? null : problem instanceof UnreadKindError ? <Alert type="error" showIcon role="alert" title={t('portal.unread')} description={problem.message} /> : <ProblemAlert error={problem} />,
    hasFile: file !== undefined,
    isBusy,
    renew,
    send: (agency, open, addressOf) => {
      if (file === undefined) return;
      void send(async (header) => open(await uploadTable(file, agency, kinds), header)).then((opened) => (opened === undefined ? undefined : navigate(addressOf(opened.id))));
    },
  };
}

/** Makes a chosen file ready to be read by the server. Throws the server's problem where it is not taken. */
async function uploadTable(file: File, agency: string | undefined, kinds: readonly Kind[]): Promise<UploadedTable> {
  const kind = kinds.find((each) => file.name.toLowerCase().endsWith(`.${each}`));
  if (kind === undefined) throw new UnreadKindError(kinds.join(', '));
  if (kind === 'csv') return { csv: await file.text() };
  const { data, error } = await call.POST('/api/v1/evidence', { params: { query: agency === undefined ? {} : { agency } }, headers: { 'content-type': TYPES[kind] }, body: file as unknown as string, bodySerializer: (body) => body });
  if (data === undefined) throw error as unknown as Error;
  return { file: data.file };
}
