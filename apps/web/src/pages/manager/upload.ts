import { call } from '../../api/client.js';

const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const DOCUMENT = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A table a person chose: the text of a CSV, or an XLSX or DOCX stored as evidence. */
export type UploadedTable = { readonly csv: string } | { readonly file: string };

/** Makes a chosen file ready to be read by the server. Throws the server's problem where it is not taken, or an error for a kind that is not read. */
export async function uploadTable(file: File, agency: string | undefined, kinds: readonly ('csv' | 'xlsx' | 'docx')[]): Promise<UploadedTable> {
  const kind = kinds.find((each) => file.name.toLowerCase().endsWith(`.${each}`));
  if (kind === undefined) throw new Error(kinds.join(', '));
  if (kind === 'csv') return { csv: await file.text() };
  const type = kind === 'xlsx' ? SPREADSHEET : DOCUMENT;
  const { data, error } = await call.POST('/api/v1/evidence', { params: { query: agency === undefined ? {} : { agency } }, headers: { 'content-type': type }, body: file as unknown as string, bodySerializer: (body) => body });
  if (data === undefined) throw error as unknown as Error;
  return { file: data.file };
}
