import { Action } from "../controls/action";
import { usePage } from "../page-context";
import { PixelGrid } from "../pixels/pixel-grid";

/** The image that goes through the network: a sample, or what the user draws. */
export function InputPicture({
  pixels,
  width,
  label,
  onDraw,
  onNext,
}: {
  /** One channel, row by row. */
  readonly pixels: readonly number[];
  readonly width: number;
  /** Label of the sample; undefined for a drawing. */
  readonly label: number | readonly number[] | undefined;
  readonly onDraw: (pixels: readonly number[]) => void;
  readonly onNext: () => void;
}) {
  const text = usePage().messages.value;
  return (
    <div class="image-input">
      <PixelGrid
        name={text.imageInput}
        nameOf={text.pixelAt}
        columns={width}
        pixels={pixels.map((value) => value >= 1)}
        shadeOf={(at) =>
          `color-mix(in srgb, var(--cell) ${String(Math.round(100 * Math.min(Math.max(pixels[at] ?? 0, 0), 1)))}%, var(--raised))`
        }
        onPaint={(at, on) => onDraw(pixels.with(at, on ? 1 : 0))}
      />
      <p class="image-label">{typeof label === "number" ? text.className(label) : " "}</p>
      <div class="image-buttons">
        <Action name="next-image" onPress={onNext}>
          {text.nextImage}
        </Action>
        <Action name="clear-image" onPress={() => onDraw(pixels.map(() => 0))}>
          {text.clearImage}
        </Action>
      </div>
    </div>
  );
}
