import type { PlanWords } from '#domain';
import { foldSearchText } from './search-text.js';

const DAY = String.raw`(?:(?:ngay )?(?<day>\d{1,2}) ?[/.-] ?(?<month>\d{1,2})(?: ?[/.-] ?(?<year>\d{4}))?|ngay (?<day2>\d{1,2}) thang (?<month2>\d{1,2})(?: nam (?<year2>\d{4}))?)`;
const FROM_DAY = String.raw`(?:ngay )?(?<fromDay>\d{1,2}) ?[/.-] ?(?<fromMonth>\d{1,2})(?: ?[/.-] ?(?<fromYear>\d{4}))?`;
const OF_YEAR = String.raw`(?: ?[/-] ?(?<year>\d{4})| nam (?<year2>\d{4}))?`;
const QUARTER = String.raw`quy (?<quarter>iv|i{1,3}|[1-4])`;
const MEASURE = String.raw`\b(?:(?<least>it nhat|toi thieu|tu|day du|dat)|(?<most>khong qua|khong vuot qua|toi da)|(?<below>duoi|thap hon)|(?<above>tren|hon|vuot))`;

/** How plans of Vietnamese agencies word their tables of tasks; read from appendices to plans for the PAR INDEX and SIPAS. */
export const PLAN_WORDS: PlanWords = {
  fold: foldSearchText,
  columns: {
    number: /^(?:so tt|so thu tu|stt|tt)\.?$/,
    task: /^(?:ten |cac )?(?:nhiem vu|noi dung)(?:(?:,| va| \/|\/)? ?(?:nhiem vu|giai phap|cong viec|thuc hien|cu the|chi tiet|trong tam))*$/,
    schedule: /^(?:tien do|thoi gian|thoi han|thoi diem)(?:(?:,|\/)? ?(?:thuc hien|hoan thanh|thoi gian|tien do))*$/,
    lead: /^(?:(?:cac )?(?:co quan|don vi|bo phan|phong)(?:, ?(?:don vi|bo phan|phong|ca nhan))* )?(?:phu trach|chu tri)(?: thuc hien)?$/,
    coordinating: /^(?:(?:cac )?(?:co quan|don vi|bo phan|phong)(?:, ?(?:don vi|bo phan|phong|ca nhan))* )?phoi hop(?: thuc hien)?$/,
    result: /^(?:ket qua|san pham)(?:(?:,|\/| -| va)? ?(?:ket qua|san pham|dau ra|thuc hien|can dat|du kien))*$/,
  },
  overColumns: /^(?:phan cong(?: trach nhiem)?|trach nhiem|trach nhiem thuc hien|to chuc thuc hien|co quan,? don vi thuc hien|ghi chu)$/,
  schedule: {
    opening: /^(?:hoan thanh|thuc hien|xong|ban hanh|bao cao) +/,
    continuous: /^(?:thuong xuyen(?:,? lien tuc)?|lien tuc|ca nam|hang ngay|thuong xuyen trong nam(?: \d{4})?)$/,
    anotherDocument: /^theo /,
    onDemand: /^(?:khi |dot xuat|ngay khi |sau khi )/,
    year: /^(?:trong )?nam (?<year>\d{4})$|^trong nam$/,
    quarter: new RegExp(`^(?:trong )?${QUARTER}${OF_YEAR}$`),
    month: new RegExp(`^(?:trong )?thang (?<month>\\d{1,2})${OF_YEAR}$`),
    halfYear: new RegExp(`^(?:trong )?0?6 thang (?:dau|(?<half>cuoi)) nam(?: (?<year>\\d{4}))?$`),
    day: new RegExp(`^(?:(?<before>truoc)|den het|den|het|cham nhat(?: la)?|muon nhat(?: la)?|vao)? ?${DAY}$`),
    dayRange: new RegExp(`^(?:tu )?${FROM_DAY} ?(?:den(?: het)?|-|–) ?${DAY}$`),
    monthRange: new RegExp(`^(?:tu )?thang (?<fromMonth>\\d{1,2}) ?(?:den(?: het)?|-|–) ?(?:thang )?(?<month>\\d{1,2})${OF_YEAR}$`),
    monthly: /^(?:(?<before>truoc)|cham nhat(?: la)?|muon nhat(?: la)?|vao)? ?(?:ngay )?(?<day>\d{1,2}) (?:hang|moi) thang$/,
    several: { sign: / ?(?:,|;| va ) ?/, unit: /^(?:trong )?(?<unit>quy|thang) /, year: /(?: ?[/-] ?\d{4}| nam \d{4})$/ },
    every: /^(?:dinh ky(?: hang)?|hang|moi) /,
    listSign: / ?(?:,|;| va | - ) ?/,
    periods: {
      month: /^(?:bao cao |hang )?thang$/,
      quarter: /^(?:bao cao |hang )?quy$/,
      'six-months': /^(?:bao cao )?0?6 thang(?: dau nam)?$/,
      'nine-months': /^(?:bao cao )?0?9 thang$/,
      year: /^(?:bao cao |hang )?(?:nam|12 thang)$/,
    },
  },
  targets: {
    percent: new RegExp(`(?:${MEASURE} (?:(?:muc|la|duoc|tu|it nhat|toi thieu) )*)?(?<![\\d,.])(?<percent>\\d{1,3}(?:[.,]\\d{1,2})?) ?%(?<upward> tro len)?`),
    count: new RegExp(`(?:${MEASURE.replace('|tu|', '|').replace('|dat)', ')')}) (?<count>\\d{1,6}) (?!ngay|gio|thang|nam|phut|diem)(?=[a-z])`),
    by: new RegExp(`^(?:truoc|den|den het|cham nhat)? ?${DAY} ?:`),
  },
};
