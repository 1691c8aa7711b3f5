import type { ChargedStep, SharedDelay } from '#domain/figures';
import { formatShortVi } from './formats.js';

/** Working minutes in words, `2 giờ 05 phút`. */
export function formatMinutesVi(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return hours === 0 ? `${String(rest)} phút` : `${String(hours)} giờ ${String(rest).padStart(2, '0')} phút`;
}

/** What a part of a delay is called that belongs to no stage, as the whole of what another system finished. */
export const NO_STAGE_VI = 'Không rõ bước';

/** The delay of a dossier another system finished: nobody knows the steps. */
export function importedDelayLine(minutes: number, competentAgency: string): string {
  return `Hồ sơ đã giải quyết trên hệ thống cũ nên không rõ bước nào trễ; ${formatMinutesVi(minutes)} làm việc tính cho cơ quan có thẩm quyền giải quyết (${competentAgency}).`;
}

/** Why a delay is whose it is, a sentence for each step in time order; the steps are told in whole minutes, the shares exactly. `openAt` as in `delayStepLine`. */
export function delayLines({ reserveMs, steps, unexplainedMs, minutes, shares }: SharedDelay, stageName: (id: string) => string, competentAgency: string, openAt?: number): readonly string[] {
  const reserve = reserveMs < 60_000 ? [] : [`Thời hạn giải quyết dài hơn tổng thời gian của các bước ${inMinutes(reserveMs)}; phần này được trừ trước.`];
  const rest = unexplainedMs < 60_000 ? [] : [`${inMinutes(unexplainedMs)} không thuộc bước nào, tính cho cơ quan có thẩm quyền giải quyết (${competentAgency}).`];
  const parts = shares.map(({ stage, agency, minutes: share }) => `${stage === '' ? agency : `bước "${stageName(stage)}" (${agency})`} ${formatMinutesVi(share)}`);
  return [...reserve, ...steps.map((step) => delayStepLine(step, stageName, openAt)), ...rest, `Tổng thời gian trễ ${formatMinutesVi(minutes)} làm việc${parts.length === 0 ? '' : `: ${parts.join('; ')}`}.`];
}

/** One step of the walk as a sentence. Of a dossier that is open `openAt` is the moment it is told at: a run that reaches it has not ended. */
export function delayStepLine({ step: { kind, run, beside, overrunMs }, usedSlackMs, chargedMs, restMs }: ChargedStep, stageName: (id: string) => string, openAt?: number): string {
  const named = `"${stageName(run.stage)}"${run.run > 1 ? ` lần ${String(run.run)}` : ''} (${run.agency})`;
  const together = beside.length === 0 ? '' : `, song song với ${beside.map((id) => `"${stageName(id)}"`).join(', ')}`;
  const what =
    kind === 'wait'
      ? `Chờ ${inMinutes(overrunMs)} trước khi bước ${named} bắt đầu`
      : `Bước ${named}${together} ${run.endedAt === openAt ? 'đang thực hiện, tính đến' : 'kết thúc lúc'} ${formatShortVi(run.endedAt)}, ${standing(run.targetAt, overrunMs)}`;
  const used = usedSlackMs < 60_000 ? '' : `, trừ ${inMinutes(usedSlackMs)} còn dư trước đó`;
  const last = restMs < 60_000 ? '' : `, gồm ${inMinutes(restMs)} còn lại của thời gian trễ`;
  return `${what}${used}${chargedMs < 60_000 ? '' : `; tính ${inMinutes(chargedMs)} trễ${last}`}.`;
}

function standing(targetAt: number | undefined, overrunMs: number): string {
  if (targetAt === undefined) {
    return 'không có thời hạn riêng';
  }
  return overrunMs < 0 ? `còn dư ${inMinutes(-overrunMs)}` : overrunMs < 60_000 ? 'đúng thời gian được giao' : `vượt ${inMinutes(overrunMs)}`;
}

function inMinutes(ms: number): string {
  return formatMinutesVi(Math.floor(ms / 60_000));
}
