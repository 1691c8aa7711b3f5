import { expect, test } from 'vitest';
import { type ForecastQuality, RISK_FEATURES } from '#domain/figures';
import { backTestVi, RISK_FEATURE_LABELS, riskReasonVi } from './risk-words.js';

const quality: ForecastQuality = {
  dossiers: 5_000, forecasts: 20_000, late: 900, brier: 0.0612, brierOfBaseRate: 0.0804, skill: 0.24, brierOfBaseRateAtShare: 0.07, skillAtShare: 0.1, logLoss: 0.2, logLossOfBaseRate: 0.3, calibration: [],
  warned: { threshold: 0.5, dossiers: 1_240, late: 719 },
};

test('a back-test is one sentence with counts, share and both errors', () => {
  expect(backTestVi(quality)).toBe('Trong 1.240 hồ sơ đã xong mà máy từng dự báo trên 50 %, 58 % trễ thật; sai số Brier 0,061 so với 0,080 khi chỉ dùng tỷ lệ chung.');
});

test('forecasts no better than the common rate are said to be so', () => {
  expect(backTestVi({ ...quality, brier: 0.09, skill: -0.12 })).toContain('0,090 so với 0,080 khi chỉ dùng tỷ lệ chung: dự báo không tốt hơn tỷ lệ chung.');
});

test('without enough to judge by nothing is claimed', () => {
  expect(backTestVi(undefined)).toBe('Chưa đủ dữ liệu để đối chiếu dự báo với kết quả thật.');
  const { warned: _none, ...unwarned } = quality;
  expect(backTestVi(unwarned)).toMatch(/^Đối chiếu trên 5\.000 hồ sơ đã xong/);
});

test.each([
  ['history', 0.123, 'Hồ sơ tương tự (cùng thủ tục, cơ quan, bước) trước đây trễ 12,3 %'],
  ['term-used', 0.8, 'Đã dùng 80 % thời hạn'],
  ['pressure', 1.62, 'Hồ sơ tương tự thường còn cần gấp 1,6 lần thời gian còn lại'],
  ['pressure', 0.5, 'Thời gian còn lại gấp 2,0 lần thời gian hồ sơ tương tự thường còn cần'],
  ['load', 1.4, 'Số hồ sơ cơ quan đang giải quyết bằng 1,4 lần mức thường lệ'],
  ['supplements', 1, 'Đã yêu cầu bổ sung 1 lần'],
  ['paused', 0, 'Chưa từng tạm dừng tính thời hạn'],
] as const)('the reason %s at %d reads: %s', (feature, value, words) => {
  expect(riskReasonVi(feature, value)).toBe(words);
});

test('every feature has its label', () => {
  expect(Object.keys(RISK_FEATURE_LABELS).sort()).toEqual([...RISK_FEATURES].sort());
});
