/** Whole dong with points between thousands: `150.000 đồng`. */
export function amountVi(amount: number): string {
  return `${String(amount).replace(/\B(?=(?:\d{3})+$)/gu, '.')} đồng`;
}

/** What was paid, with the receipts: `Đã nộp 150.000 đồng (biên lai BL-12)`. */
export function paidVi(payments: readonly { readonly amount: number; readonly receiptNumber: string }[]): string {
  const sum = payments.reduce((total, { amount }) => total + amount, 0);
  return `Đã nộp ${amountVi(sum)} (biên lai ${payments.map(({ receiptNumber }) => receiptNumber).join(', ')})`;
}
