import { foldPlanText } from './folded-text.js';
import { type Points, pointsOf } from './points.js';

/** What stands above a target: the criterion's number and name as the plan writes them. */
export interface PlanHeading {
  readonly number?: string;
  readonly title: string;
}

/** A target read from a plan: so many points of so many. `line` counts from 1. */
export interface CriterionTarget {
  readonly line: number;
  readonly heading: PlanHeading;
  readonly sentence: string;
  readonly target: Points;
  readonly maximum: Points;
}

/** A target nobody but a person can read: no points are found in it, or more of them than the maximum. */
export interface UnreadTarget {
  readonly line: number;
  readonly heading: PlanHeading;
  readonly sentence: string;
  readonly reason: 'no-points' | 'above-maximum';
}

/** What a plan's text says of targets, in its order. */
export interface PlanTargets {
  readonly targets: readonly CriterionTarget[];
  readonly unread: readonly UnreadTarget[];
}

// Scanners write "Mục tiêu" as "Myc tiéu" or "Muyc tieu", and "Nhiệm vụ" as "Nhiém vu".
const TARGET_HEAD = /^[\W_]*m[uy]{1,2}c\s+tieu\s*:/u;
const TASK_HEAD = /^[\W_]*nhiem\s+v[uy]\s*:/u;
const NUMBER_HEAD = /^\s*(\d{1,2}(?:\.\d{1,2}){1,2})\.?(?:\s*\|)?\s*(.*)$/u;
const SECTION_HEAD = /^\s*(?:\d{1,2}|[ivx]{1,5})\.?\s*(?:\||[\p{Lu}\s]{8,})/u;

const NUMBER = String.raw`(?<![\w.,/])(\d{1,3}(?:[.,]\d{1,2})?)(?![\w/])`;
const OF_NUMBER = String.raw`(\d{1,3}(?:[.,]\d{1,2})?)(?![\w/])`;
const POINT_WORD = 'd[il1]?[e]m';
/** "X điểm trên tổng Y điểm", "X so tổng điểm Y", "X trên Y điểm". */
const OF_TOTAL = new RegExp(String.raw`${NUMBER}\s*(?:${POINT_WORD})?\s*(?:(?:tren|so)\s*(?:voi\s*)?(?:t[eo]ng\s*)?|t[eo]ng\s*)(?:so\s*)?(?:${POINT_WORD}\s*)?(?:la\s*)?${OF_NUMBER}`, 'u');
/** "X/Y điểm"; not the number of a document. */
const SLASHED = new RegExp(String.raw`(?<![\w.,/])(\d{1,3}(?:[.,]\d{1,2})?)\s*/\s*${OF_NUMBER}`, 'u');
/** "tối đa X điểm" without a total: all the points there are. */
const ALL_POINTS = new RegExp(String.raw`t[o0d6]?[i1l]?,?\s*da\s*${NUMBER}\s*${POINT_WORD}`, 'u');
const POINTS_MEANT = new RegExp(String.raw`\d\s*${POINT_WORD}\b`, 'u');

/** A stretch of lines under one "Mục tiêu", or one line that speaks of points elsewhere. */
interface Passage {
  readonly line: number;
  readonly heading: PlanHeading;
  readonly lines: readonly string[];
}

/**
 * The criterion targets of a plan: under "Mục tiêu", "đạt 4,9/5 điểm", "3,2 điểm trên tổng 3,5 điểm" and "tối đa 2 điểm", however a scanner
 * spelt them. A "Mục tiêu" without points, or with more than its maximum, is told as unread and never dropped.
 */
export function readCriterionTargets(text: string): PlanTargets {
  const targets: CriterionTarget[] = [];
  const unread: UnreadTarget[] = [];
  for (const { line, heading, lines } of passagesOf(text.normalize('NFC').split(/\r?\n/u))) {
    const sentence = lines.map((part) => part.trim()).filter((part) => part !== '').join(' ');
    const found = pointsIn(foldPlanText(sentence));
    const whole = { line, heading, sentence: found === undefined ? sentence : clauseOf(lines) };
    if (found === undefined) {
      unread.push({ ...whole, reason: 'no-points' });
    } else if (found.target > found.maximum) {
      unread.push({ ...whole, reason: 'above-maximum' });
    } else {
      targets.push({ ...whole, ...found });
    }
  }
  return { targets, unread };
}

function pointsIn(folded: string): { readonly target: Points; readonly maximum: Points } | undefined {
  const pair = OF_TOTAL.exec(folded) ?? SLASHED.exec(folded);
  const all = pair === null ? ALL_POINTS.exec(folded) : null;
  const [target, maximum] = [pair?.[1] ?? all?.[1], pair?.[2] ?? all?.[1]];
  return target === undefined || maximum === undefined ? undefined : { target: readNumber(target), maximum: readNumber(maximum) };
}

function readNumber(text: string): Points {
  return pointsOf(Number(text.replace(',', '.')));
}

/** The line of a passage that holds its points, without what a table's next columns left behind it. */
function clauseOf(lines: readonly string[]): string {
  const joined = lines.map((_, index) => lines.slice(0, index + 1).join(' '));
  const upTo = joined.findIndex((text) => pointsIn(foldPlanText(text)) !== undefined);
  const from = lines.findIndex((_, index) => index <= upTo && pointsIn(foldPlanText(lines.slice(upTo - index, upTo + 1).join(' '))) !== undefined);
  return lines.slice(upTo - from, upTo + 1).join(' ').trim();
}

function passagesOf(lines: readonly string[]): readonly Passage[] {
  const passages: Passage[] = [];
  let open: { readonly line: number; readonly heading: PlanHeading; readonly lines: string[] } | undefined;
  lines.forEach((text, index) => {
    const folded = foldPlanText(text);
    if (TARGET_HEAD.test(folded)) {
      open = { line: index + 1, heading: headingAbove(lines, index), lines: [text] };
      passages.push(open);
    } else if (TASK_HEAD.test(folded) || NUMBER_HEAD.test(text) || SECTION_HEAD.test(text)) {
      open = undefined;
    } else if (open !== undefined) {
      open.lines.push(text);
    } else if (POINTS_MEANT.test(folded) && (OF_TOTAL.test(folded) || SLASHED.test(folded))) {
      passages.push({ line: index + 1, heading: headingAbove(lines, index), lines: [text] });
    }
  });
  return passages;
}

/** Lines a heading may run over. */
const HEADING_LINES = 4;

/** The block of lines straight above, back to its number where it has one. */
function headingAbove(lines: readonly string[], below: number): PlanHeading {
  const block: string[] = [];
  let at = below - 1;
  while (at >= 0 && lines[at]?.trim() === '') {
    at -= 1;
  }
  for (; at >= 0 && block.length < HEADING_LINES; at -= 1) {
    const text = lines[at] ?? '';
    const numbered = NUMBER_HEAD.exec(text);
    if (numbered !== null) {
      return { number: numbered[1] ?? '', title: titleOf([numbered[2] ?? '', ...block]) };
    }
    if (text.trim() === '') {
      const above = lines.slice(0, at).findLast((line) => line.trim() !== '');
      const alone = above === undefined ? null : NUMBER_HEAD.exec(above);
      return alone === null || alone[2] !== '' ? { title: titleOf(block) } : { number: alone[1] ?? '', title: titleOf(block) };
    }
    block.unshift(text);
  }
  return { title: titleOf(block) };
}

function titleOf(lines: readonly string[]): string {
  return lines.map((line) => line.trim()).filter((line) => line !== '').join(' ');
}
