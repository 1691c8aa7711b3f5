/** A text in lines of at most `width` columns, broken at spaces; lines after the first begin with `indent`. A longer word stands alone. */
export function wrapped(text: string, width: number, indent = ''): readonly string[] {
  const lines: string[] = [];
  let line = text;
  while (line.length > width) {
    const space = line.lastIndexOf(' ', width);
    const end = space > indent.length ? space : line.indexOf(' ', width);
    if (end < 0) {
      break;
    }
    lines.push(line.slice(0, end).trimEnd());
    line = `${indent}${line.slice(end + 1).trimStart()}`;
  }
  return [...lines, line];
}
