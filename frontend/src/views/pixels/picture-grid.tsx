import { useLayoutEffect, useRef } from "preact/hooks";
import type { Theme } from "../../model/address/view-settings";
import { heatmapShades, paletteOf } from "../../render/colours";
import { pixelsOf } from "../../render/heatmap";
import "./picture-grid.css";

/** Square pictures side by side, with a gap of one pixel. Values are from -1 to 1. */
export function PictureGrid({
  name,
  pictures,
  side,
  columns,
  theme,
}: {
  readonly name: string;
  readonly pictures: readonly ArrayLike<number>[];
  /** Pixels of one picture, in each direction. */
  readonly side: number;
  readonly columns: number;
  readonly theme: Theme;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const rows = Math.ceil(pictures.length / columns);
  const size = side + 1;
  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const shades = heatmapShades(paletteOf(theme));
    for (const [at, values] of pictures.entries()) {
      const { colours } = pixelsOf({ resolution: side, values: Float32Array.from(values) }, shades);
      context.putImageData(
        new ImageData(new Uint8ClampedArray(colours.buffer), side, side),
        (at % columns) * size,
        Math.floor(at / columns) * size,
      );
    }
  }, [pictures, side, columns, theme]);
  return (
    <canvas
      ref={canvas}
      class="picture-grid"
      width={columns * size - 1}
      height={rows * size - 1}
      role="img"
      aria-label={name}
    />
  );
}

/** Square pictures in a row below their title. */
export function PictureRow({
  title,
  pictures,
  side,
  theme,
}: {
  readonly title: string;
  readonly pictures: readonly ArrayLike<number>[];
  /** Pixels of one picture, in each direction. */
  readonly side: number;
  readonly theme: Theme;
}) {
  return (
    <figure class="picture-figure">
      <figcaption class="picture-title tabular-numbers">{title}</figcaption>
      <PictureGrid name={title} pictures={pictures} side={side} columns={pictures.length} theme={theme} />
    </figure>
  );
}
