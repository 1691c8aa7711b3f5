/**
 * What a desk must know before it asks for papers again, and what has come of having asked twice: the national index counts
 * a dossier with two requests as late. `mayAsk` tells whether another request is possible at all.
 */
export function supplementWarnings(requests: number, mayAsk: boolean): readonly string[] {
  if (requests >= 2) {
    return ['Hồ sơ đã bị yêu cầu bổ sung hai lần: bị tính là quá hạn trong bộ chỉ số quốc gia, không được yêu cầu thêm.'];
  }
  return requests === 1 && mayAsk
    ? ['Hồ sơ đã được yêu cầu bổ sung một lần: yêu cầu lần thứ hai phải do lãnh đạo phòng thực hiện và bị tính là quá hạn trong bộ chỉ số quốc gia.']
    : [];
}
