const LONGEST = 80;
// What Windows, macOS or an archive cannot have in a name, and characters nobody sees.
const UNSAFE = /[\\/:*?"<>|\p{C}]/gu;
/** Names Windows keeps for its devices. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/iu;

/**
 * A title as a part of a file's name: Vietnamese letters in composed form (NFC), without characters a file system refuses, without dots and
 * spaces at the ends, cut at 80 characters. A title with nothing left is `tai-lieu`.
 */
export function safeName(title: string): string {
  const name = Array.from(title.normalize('NFC').replace(UNSAFE, ' ').replace(/\s+/gu, ' ')).slice(0, LONGEST).join('').replace(/^[. ]+|[. ]+$/gu, '');
  return name === '' || DEVICE.test(name) ? 'tai-lieu' : name;
}

/** Name of a file of evidence in the pack: its criterion's folder, its place in the row, its title. No two are alike. */
export function evidenceName(row: string, place: number, title: string, extension: string): string {
  const bare = title.toLowerCase().endsWith(`.${extension}`) ? title.slice(0, -extension.length - 1) : title;
  return `Tài liệu kiểm chứng/${safeName(row)}/${String(place).padStart(2, '0')} - ${safeName(bare)}.${extension}`.normalize('NFC');
}
