import { useLayoutEffect, useRef } from "preact/hooks";
import { heatmapShades, paletteOf } from "../../../render/colours";
import { pixelsOf } from "../../../render/heatmap";
import { useCourse } from "../../course/course-context";
import "./picture-grid.css";

/** Square pictures side by side, with a gap of one pixel. Values are from -1 to 1. */
export function PictureGrid({
  name,
  pictures,
  side,
  columns,
}: {
  readonly name: string;
  readonly pictures: readonly ArrayLike<number>[];
  /** Pixels of one picture, in each direction. */
  readonly side: number;
  readonly columns: number;
}) {
  const { theme } = useCourse();
  const canvas = useRef<HTMLCanvasElement>(null);
  const currentTheme = theme.value;
  const rows = Math.ceil(pictures.length / columns);
  const size = side + 1;
  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const shades = heatmapShades(paletteOf(currentTheme));
    for (const [at, values] of pictures.entries()) {
      const { colours } = pixelsOf({ resolution: side, values: Float32Array.from(values) }, shades);
      context.putImageData(
        new ImageData(new Uint8ClampedArray(colours.buffer), side, side),
        (at % columns) * size,
        Math.floor(at / columns) * size,
      );
    }
  }, [pictures, side, columns, currentTheme]);
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
