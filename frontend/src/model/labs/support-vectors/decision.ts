import { decisionValue, type SupportVectorMachine } from "./machine";

/**
 * f(x) on a grid over a square, row-major, row 0 is at the top.
 *
 * @param span ends of the square on both axes
 */
export function decisionGrid(
  machine: SupportVectorMachine,
  [from, to]: readonly [number, number],
  resolution: number,
): Float32Array {
  const step = (to - from) / (resolution - 1);
  return Float32Array.from({ length: resolution * resolution }, (_, at) =>
    decisionValue(machine, [from + step * (at % resolution), to - step * Math.floor(at / resolution)]),
  );
}

/** Greatest difference between two machines on a coarse grid; infinite if only one of them exists. */
export function decisionShift(
  before: SupportVectorMachine | undefined,
  after: SupportVectorMachine | undefined,
  span: readonly [number, number],
): number {
  if (!before || !after) return before === after ? 0 : Infinity;
  const [one, other] = [decisionGrid(before, span, 11), decisionGrid(after, span, 11)];
  return one.reduce((shift, value, at) => Math.max(shift, Math.abs(value - (other[at] ?? 0))), 0);
}
