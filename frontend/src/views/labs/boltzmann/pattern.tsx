/** A small picture of 3 x 3 pixels. */
export function Pattern({
  pixels,
  size = 30,
}: {
  readonly pixels: ArrayLike<number>;
  readonly size?: number;
}) {
  return (
    <svg class="pattern" width={size} height={size} viewBox="0 0 3 3" aria-hidden="true">
      {Array.from({ length: 9 }, (_, at) => (
        <rect
          key={at}
          class={pixels[at] === 1 ? "pixel-on" : "pixel-off"}
          x={(at % 3) + 0.04}
          y={Math.floor(at / 3) + 0.04}
          width={0.92}
          height={0.92}
        />
      ))}
    </svg>
  );
}

/** The pixels in words: its rows, each with 1 and 0. */
export function patternText(pixels: ArrayLike<number>): string {
  const digits = Array.from({ length: 9 }, (_, at) => String(pixels[at] ?? 0)).join("");
  return `${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`;
}
