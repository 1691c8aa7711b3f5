import { addCalendarDays, formatLocalDate, localDateOf, monthOf, yearOf } from '#domain';
import { systemClock } from '#service';
import { portalRecord } from '../fixtures/portal-records.js';
import { HOUSE_PERMIT } from '../support/engine.js';
import { askedAs } from './asking.js';

const PROVINCE = 'H99';
const DESK = 'H99.31';

/**
 * Makes one of everything that has a page of its own, and tells what stands in the addresses of these pages: the names in
 * braces of a page's `screen`.
 */
export async function oneOfEach(): Promise<Readonly<Record<string, string>>> {
  const today = localDateOf(systemClock.now());
  const lastMonth = addCalendarDays(today, -31);
  const day = { from: formatLocalDate(lastMonth), to: formatLocalDate(lastMonth) };
  const { code: dossier } = await once('clerk', DESK, 'dossiers', HOUSE_PERMIT);
  const exchange = await askedAs('admin', PROVINCE, '/api/v1/exchange/export?parts=agencies');
  const closing = { source: 'Công điện 12/CĐ-UBND', reasonCode: 'storm', amendments: [{ layer: 'demo-province', add: [{ date: formatLocalDate(addCalendarDays(today, 30)), kind: 'closure', name: 'Bão', source: 'Công điện 12/CĐ-UBND', reason: 'storm', decision: '12/CĐ-UBND' }] }] };
  const made = await Promise.all([
    once('head', DESK, 'bulk-actions', { action: 'Assign', officer: `officer@${DESK}`, dossiers: [{ code: dossier }] }),
    once('admin', PROVINCE, 'calendar-drafts', closing),
    once('admin', PROVINCE, 'procedure-records', portalRecord('1.001193')),
    once('admin', PROVINCE, 'exchange/imports', exchange),
    once('manager', PROVINCE, 'what-if', { period: `${String(yearOf(today))}-${String(monthOf(today)).padStart(2, '0')}`, scenario: { holidays: [{ date: formatLocalDate(today) }] } }),
    once('manager', PROVINCE, 'figures/publish', { period: day }),
    once('manager', PROVINCE, 'task-plans', { agency: PROVINCE, number: '12/KH-UBND', issuedOn: day.from, endsOn: formatLocalDate(addCalendarDays(today, 365)), document: { csv: 'TT;Nhiệm vụ;Tiến độ;Cơ quan chủ trì;Cơ quan phối hợp;Kết quả\n1;Rà soát thủ tục nội bộ;Thường xuyên;Ủy ban nhân dân phường Trung Tâm;;Báo cáo\n' } }),
    once('manager', PROVINCE, 'portal-comparisons', { agency: DESK, ...day, document: { csv: 'Mã hồ sơ;Trạng thái\nX-1;4\n' } }),
  ]);
  const survey = await surveyed();
  const [bulk = '', draft = '', record = '', imported = '', whatIf = '', published = '', plan = '', comparison = ''] = made.map(({ id }) => String(id));
  const { code: feedback } = await once('clerk', DESK, 'feedback', { agencyCode: DESK, channel: 'hotline', subject: 'conduct', sender: { name: 'Người phản ánh', phone: '0905 000 123', address: 'Tổ 1, phường Trung Tâm' }, content: 'Cán bộ hướng dẫn chưa rõ ràng.' });
  return { dossier: String(dossier), feedback: String(feedback), plan, bulk, draft, record, imported, whatIf, published, comparison, survey, lastMonth: day.from.slice(0, '2026-11'.length) };
}

/** A satisfaction survey of the desk. */
async function surveyed(): Promise<string> {
  const { survey } = await once('manager', PROVINCE, 'sipas-surveys', { agency: DESK, year: yearOf(localDateOf(systemClock.now())), document: { csv: 'Yếu tố;Câu hỏi;Số trả lời;Số hài lòng\nCông chức;Thái độ;50;45\n' } });
  return (survey as { readonly id: string }).id;
}

/** Sends something once, however many test files ask for one of each. */
function once(role: string, agency: string, path: string, body: object): Promise<Readonly<Record<string, unknown>>> {
  return askedAs(role, agency, `/api/v1/${path}`, body, `one-of-each-${path.replaceAll('/', '-')}`);
}
