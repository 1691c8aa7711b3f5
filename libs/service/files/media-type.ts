import { fileTypeFromBuffer } from 'file-type';

/** Types of files a dossier may hold, told by their content, with the extension they are saved under. */
export const MEDIA_TYPES = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/zip': 'zip',
} as const;
/** One of the types allowed. */
export type MediaType = keyof typeof MEDIA_TYPES;

/** The type of a content as its bytes show it, whatever its name claims; `undefined` when it is none of those allowed. */
export async function findMediaType(content: Uint8Array): Promise<MediaType | undefined> {
  const found = await fileTypeFromBuffer(content);
  return Object.keys(MEDIA_TYPES).find((type): type is MediaType => type === found?.mime);
}
