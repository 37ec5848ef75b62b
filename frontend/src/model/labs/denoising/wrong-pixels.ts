/** Share of the pixels on the wrong side of 0.5. */
export function wrongShare(
  pictures: readonly ArrayLike<number>[],
  originals: readonly (readonly number[])[],
): number {
  let [wrong, all] = [0, 0];
  for (const [at, original] of originals.entries()) {
    for (const [pixel, value] of original.entries()) {
      all += 1;
      if (value > 0.5 !== (pictures[at]?.[pixel] ?? 0) > 0.5) wrong += 1;
    }
  }
  return wrong / Math.max(all, 1);
}
