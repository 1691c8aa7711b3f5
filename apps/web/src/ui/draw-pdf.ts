import { getDocument, GlobalWorkerOptions } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = workerUrl;

/** Twice as many points as CSS pixels: letters are read closely before they are signed. */
const SCALE = 2;
const CSS_WIDTH = 794;

/**
 * Draws every page of a PDF into an element, in place of what it held; stops when it is told that nobody looks any more.
 * Its text stands beside each picture for screen readers. Resolves with the number of pages. Rejects when the file is no PDF.
 */
export async function drawPdf(file: Blob, target: HTMLElement, isGone: () => boolean): Promise<number> {
  const loading = getDocument({ data: await file.arrayBuffer() });
  try {
    const document = await loading.promise;
    const drawn: HTMLElement[] = [];
    for (let number = 1; number <= document.numPages && !isGone(); number++) {
      const page = await document.getPage(number);
      const viewport = page.getViewport({ scale: (CSS_WIDTH * SCALE) / page.getViewport({ scale: 1 }).width });
      const canvas = globalThis.document.createElement('canvas');
      canvas.width = viewport.width;
      canvas.height = viewport.height;
      canvas.style.width = `${String(CSS_WIDTH)}px`;
      canvas.setAttribute('role', 'img');
      const { items } = await page.getTextContent();
      canvas.setAttribute('aria-label', items.map((item) => ('str' in item ? item.str : '')).join(' '));
      await page.render({ canvas, viewport }).promise;
      drawn.push(canvas);
    }
    if (!isGone()) target.replaceChildren(...drawn);
    return drawn.length;
  } finally {
    await loading.destroy();
  }
}
