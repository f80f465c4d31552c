/** Money as it is written here: the currency, and thousands set apart. */
export function Amount({ of, currency = "PKR" }: { of: string; currency?: string }) {
  const parts = Number.isInteger(Number(of)) ? 0 : 2;
  return <bdi dir="ltr" className="number">{currency} {Number(of).toLocaleString("en", { minimumFractionDigits: parts })}</bdi>;
}
