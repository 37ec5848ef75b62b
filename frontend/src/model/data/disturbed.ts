import { normalNumber, type Random } from "../labs/random/random";
import type { Corruption } from "../spec/spec";

/** Disturbs the columns of a sample as the server does in training, with other random numbers. */
export function disturbed(
  x: readonly number[],
  { type, amount }: Corruption,
  random: Random,
): readonly number[] {
  switch (type) {
    case "gaussian":
      return x.map((value) => value + amount * normalNumber(random));
    case "masking":
      return x.map((value) => (random() < amount ? 0 : value));
    case "flip":
      return x.map((value) => (random() < amount ? 1 - value : value));
    default:
      return x;
  }
}

/** Mean of the squared differences of all numbers. */
export function meanSquaredDifference(
  some: readonly ArrayLike<number>[],
  others: readonly (readonly number[])[],
): number {
  let [sum, count] = [0, 0];
  for (const [at, other] of others.entries()) {
    for (const [column, value] of other.entries()) {
      sum += ((some[at]?.[column] ?? 0) - value) ** 2;
      count += 1;
    }
  }
  return sum / Math.max(count, 1);
}
