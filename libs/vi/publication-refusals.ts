/** Sentences for refused commands on publications. */
export const PUBLICATION_REFUSALS = {
  'clock-not-running': 'Việc này không còn chờ thực hiện[: {clock}].',
  'proof-in-future': 'Thời điểm thực hiện nêu trong tài liệu kiểm chứng chưa đến[ ({clock})].',
} as const satisfies Readonly<Record<string, string>>;
