const BULLET = /^[-–+*•]\s*/u;

/** The text of a cell with the lines a narrow column broke put together; each bullet keeps a line of its own, marked by a hyphen. */
export function unwrapped(text: string): string {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    if (BULLET.test(line)) {
      lines.push(`- ${line.replace(BULLET, '')}`);
    } else {
      lines.push(joined(lines.pop(), line));
    }
  }
  return lines.join('\n');
}

/** Two pieces of one text; a word broken after a hyphen at the end of a line stands together again. */
export function joined(before: string | undefined, after: string): string {
  if (before === undefined || before === '') {
    return after;
  }
  return `${before}${/[^\s]-$/u.test(before) ? '' : ' '}${after}`;
}

/** Whether a text begins with a bullet. */
export function isBullet(text: string): boolean {
  return BULLET.test(text);
}

/** A text without the bullet before it. */
export function withoutBullet(text: string): string {
  return text.replace(BULLET, '');
}

/** The statements of a cell: its lines, parted at semicolons. */
export function clausesOf(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => line.split(';')).map((clause) => clause.trim()).filter((clause) => clause !== '');
}

/** Bodies named in a cell: parted at semicolons and at bullets. */
export function bodiesOf(text: string): readonly string[] {
  return clausesOf(text).map(withoutBullet).filter((body) => body !== '');
}
