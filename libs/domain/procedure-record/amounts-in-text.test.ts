import { expect, test } from 'vitest';
import { amountsIn, termsIn } from './amounts-in-text.js';

test.each<readonly [string, readonly number[]]>([
  ['Phí công bố nội dung đăng ký doanh nghiệp: 100.000 đồng/lần (Thông tư số 47/2019/TT-BTC)', [100_000]],
  ['10.000 đồng/lần đăng ký trực tuyến; 20.000 đồng trực tiếp', [10_000, 20_000]],
  ['50,000 VNĐ', [50_000]],
  ['8000đ/bản', [8_000]],
  ['1,5 triệu đồng', [1_500_000]],
  ['1.5 triệu đồng', [1_500_000]],
  ['10 nghìn đồng', [10_000]],
  ['Từ 10 triệu đồng đến 85.000.000 đồng', [10_000_000, 85_000_000]],
  ['Theo quy định của Hội đồng nhân dân cấp tỉnh', []],
  ['Thông tư số 47/2019/TT-BTC', []],
  ['0 đồng', []],
  ['02 bộ hồ sơ, 5 điểm', []],
])('in “%s” stand %j dong', (text, amounts) => {
  expect(amountsIn(text)).toEqual(amounts);
});

test.each<readonly [string, readonly string[]]>([
  ['10 ngày làm việc  đối với công trình (hoặc 7 ngày làm việc  đối với nhà ở riêng lẻ)', ['10 working-days', '7 working-days']],
  ['0,25 ngày làm việc', ['0.25 working-days']],
  ['1/2 ngày làm việc', []],
  ['6,5 ngày làm việc', ['6.5 working-days']],
  ['20 ngày kể từ ngày nhận đủ hồ sơ', ['20 calendar-days']],
  ['Không quá 04 giờ làm việc', ['4 working-hours']],
  ['Thực hiện trong ngày làm việc nhận được hồ sơ đầy đủ', []],
  ['Theo mô tả', []],
])('in “%s” stand the terms %j', (text, terms) => {
  expect(termsIn(text).map((term) => (term.unit === 'same-day' ? term.unit : `${String(term.amount)} ${term.unit}`))).toEqual(terms);
});
