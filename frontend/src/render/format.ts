/** At least six digits in groups of three: `000,751`, `1,000,000`. */
export function epochDigits(epoch: number): { readonly zeros: string; readonly digits: string } {
  const grouped = String(epoch)
    .padStart(6, "0")
    .replace(/\B(?=(\d{3})+$)/g, ",");
  const zeros = /^[0,]*(?=\d)/.exec(grouped)?.[0] ?? "";
  return { zeros, digits: grouped.slice(zeros.length) };
}

/** At least three decimals, and at least two significant digits. */
export function lossText(loss: number | undefined): string {
  if (loss === undefined) return "–";
  if (loss === 0) return "0.000";
  if (loss >= 1000 || loss < 1e-6) return loss.toExponential(1);
  return loss.toFixed(Math.max(3, 1 - Math.floor(Math.log10(loss))));
}

/** Two decimals and a minus sign. */
export function parameterText(value: number): string {
  const text =
    Math.abs(value) < 0.005 ? "0.00" : Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2);
  return text.replace("-", "−");
}

/** Significant digits with a minus sign; scientific notation for very small and very large numbers. */
export function numberText(value: number, digits = 4): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  const text =
    size < 1e-3 || size >= 1e5 ? value.toExponential(digits - 2) : String(Number(value.toPrecision(digits)));
  return text.replace("e+", "e").replaceAll("-", "−");
}

/** One decimal; a dash if undefined. */
export function percentText(share: number | undefined): string {
  return share === undefined ? "–" : `${(share * 100).toFixed(1)}%`;
}

/** Three significant digits with a minus sign, scientific below 0.001; a dash if undefined. */
export function smallNumberText(value: number | undefined): string {
  if (value === undefined) return "–";
  if (value === 0) return "0";
  const small = Math.abs(value) < 1e-3;
  return (small ? value.toExponential(1) : value.toPrecision(3)).replaceAll("-", "−");
}

/** Two significant digits with a minus sign; scientific below 0.001 and from 10,000. */
export function twoDigitText(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  const text =
    size < 1e-3 || size >= 9950
      ? value.toExponential(1)
      : size >= 99.5
        ? String(Number(value.toPrecision(2)))
        : value.toPrecision(2);
  return text.replace("e+", "e").replaceAll("-", "−");
}
