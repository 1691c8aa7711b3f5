const RELEASE_AFTER_MS = 60_000;

/** Opens the browser's print dialogue for a PDF, as the printer of the desk is used to; where the browser shows no PDF, the file is opened instead. */
export function printPdf(file: Blob): void {
  const url = URL.createObjectURL(file);
  const frame = document.createElement('iframe');
  frame.style.display = 'none';
  frame.src = url;
  frame.addEventListener('load', () => {
    try {
      frame.contentWindow?.print();
    } catch {
      window.open(url, '_blank', 'noopener');
    }
  });
  document.body.append(frame);
  setTimeout(() => {
    frame.remove();
    URL.revokeObjectURL(url);
  }, RELEASE_AFTER_MS);
}

/** Saves a file under a name. */
export function savePdf(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => { URL.revokeObjectURL(url); }, RELEASE_AFTER_MS);
}
