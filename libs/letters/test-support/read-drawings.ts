import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A filled rectangle on a page, in points from the lower left corner. */
export interface FilledBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Filled rectangles of every page, as pdf.js finds them in the drawing: on letters only the modules of QR codes are filled. */
export async function readFilledBoxes(bytes: Uint8Array): Promise<readonly (readonly FilledBox[])[]> {
  const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  const pages: FilledBox[][] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { fnArray, argsArray } = await (await document.getPage(number)).getOperatorList();
    pages.push(boxesOf(fnArray, argsArray as readonly unknown[]));
  }
  await document.destroy();
  return pages;
}

function boxesOf(functions: readonly number[], parameters: readonly unknown[]): FilledBox[] {
  const boxes: FilledBox[] = [];
  const saved: Matrix[] = [];
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  functions.forEach((operator, index) => {
    if (operator === OPS.save) {
      saved.push(matrix);
    } else if (operator === OPS.restore) {
      matrix = saved.pop() ?? matrix;
    } else if (operator === OPS.transform) {
      matrix = multiply(matrix, parameters[index] as Matrix);
    } else if (operator === OPS.constructPath) {
      const [painted, [path]] = parameters[index] as readonly [number, readonly [ArrayLike<number> | null]];
      if (painted === OPS.fill && path !== null) {
        boxes.push(...subpaths(Array.from(path)).map((points) => boxAround(points, matrix)));
      }
    }
  });
  return boxes;
}

/** Points of each subpath; a path is a list of `moveTo 0`, `lineTo 1`, `curveTo 2`, `closePath 3` with their coordinates. */
function subpaths(path: readonly number[]): readonly (readonly (readonly [number, number])[])[] {
  const found: [number, number][][] = [];
  const pairs = [1, 1, 3, 0];
  for (let at = 0; at < path.length; ) {
    const step = path[at] ?? 3;
    if (step === 0) {
      found.push([]);
    }
    for (let pair = 0; pair < (pairs[step] ?? 0); pair += 1) {
      found.at(-1)?.push([path[at + 1 + 2 * pair] ?? 0, path[at + 2 + 2 * pair] ?? 0]);
    }
    at += 1 + 2 * (pairs[step] ?? 0);
  }
  return found;
}

function boxAround(points: readonly (readonly [number, number])[], [a, b, c, d, e, f]: Matrix): FilledBox {
  const xs = points.map(([x, y]) => a * x + c * y + e);
  const ys = points.map(([x, y]) => b * x + d * y + f);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function multiply([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}
