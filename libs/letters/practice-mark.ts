/** Stands across every page, and at the head of every table and document, that an installation to practise on prints. */
export const PRACTICE_MARK = 'BẢN THỰC HÀNH';
/** Read over without effort, and seen all the same on paper. */
const LIGHT = '#e2e2e2';
const ANGLE = -35;

let isMarked = false;

/**
 * Has everything this process prints from now on say that it is practice. Called once, where a process begins: what a letter
 * says is the same on a practice province, and only who runs it knows that it is none.
 * @param wanted false: prints say nothing of it, as they do unless told
 */
export function printForPractice(wanted = true): void {
  isMarked = wanted;
}

/** Whether prints say that they are practice. */
export function isForPractice(): boolean {
  return isMarked;
}

/** The mark across a page: light enough to read over, in points of a page of this size. */
export function drawPracticeMark(doc: PDFKit.PDFDocument, font: string, features: PDFKit.Mixins.OpenTypeFeatures[]): void {
  if (!isMarked) return;
  const { width, height } = doc.page;
  const size = Math.min(width, height) / 8;
  doc.save().fillColor(LIGHT).rotate(ANGLE, { origin: [width / 2, height / 2] }).font(font).fontSize(size);
  doc.text(PRACTICE_MARK, (width - doc.widthOfString(PRACTICE_MARK, { features })) / 2, (height - size) / 2, { lineBreak: false, features });
  doc.restore();
  doc.fillColor('black');
}
