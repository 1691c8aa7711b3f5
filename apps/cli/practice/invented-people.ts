import type { Person } from '#service';
import type { Random } from '../simulation/random.js';

type Names = readonly [string, ...string[]];

const FAMILY: Names = ['Nguyễn', 'Nguyễn', 'Nguyễn', 'Trần', 'Trần', 'Lê', 'Lê', 'Phạm', 'Hoàng', 'Huỳnh', 'Phan', 'Vũ', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương', 'Lý'];
const WOMEN: readonly [middle: Names, given: Names] = [
  ['Thị', 'Thị', 'Ngọc', 'Thu', 'Thanh', 'Minh', 'Kim'],
  ['Hoa', 'Lan', 'Hương', 'Mai', 'Hạnh', 'Hồng', 'Nga', 'Thảo', 'Yến', 'Trang', 'Linh', 'Phượng', 'Xuân', 'Dung', 'Vân', 'Ánh'],
];
const MEN: readonly [middle: Names, given: Names] = [
  ['Văn', 'Văn', 'Đức', 'Hữu', 'Minh', 'Quốc', 'Công', 'Thành'],
  ['Hùng', 'Dũng', 'Tuấn', 'Sơn', 'Hải', 'Nam', 'Long', 'Bình', 'Phúc', 'Thắng', 'Khoa', 'Đạt', 'Tâm', 'Quang', 'Lâm', 'Ước'],
];
const FIRMS: Names = ['Xây dựng', 'Thương mại', 'Nông sản', 'Vận tải', 'Du lịch', 'Cơ khí'];
const PLACES: Names = ['phường Trung Tâm', 'xã Đồng Bằng', 'xã Vùng Cao'];
/** Stands in every address, so that nobody takes these people for real ones. */
const MARK = 'người giả định';

/** A full name in the usual order, made of common ones. */
export function inventedName(random: Random): string {
  const [middle, given] = random.chance(0.5) ? WOMEN : MEN;
  return `${random.pick(FAMILY)} ${random.pick(middle)} ${random.pick(given)}`;
}

/**
 * An applicant who does not exist: a common name, an identity number of a province there is none of (000), a telephone number
 * of a range nobody has (0900…), and an address that says so.
 * @param number counted through the population: nobody shares a number
 */
export function inventedPerson(number: number, random: Random): Person {
  const isFirm = random.chance(0.08);
  const name = inventedName(random);
  const address = `Tổ dân phố số ${String(1 + Math.floor(random.between(0, 12)))}, ${random.pick(PLACES)}, tỉnh Minh Họa (${MARK})`;
  const digits = String(number).padStart(6, '0');
  return {
    type: isFirm ? 'organisation' : 'person',
    name: isFirm ? `Công ty ${random.pick(FIRMS)} ${name.split(' ').slice(1).join(' ')}` : name,
    idNumber: `000${digits.padStart(9, '0')}`,
    phone: `0900${digits}`,
    address,
    ...(random.chance(0.25) ? { email: `nguoi-nop-${digits}@vidu.test` } : {}),
  };
}
