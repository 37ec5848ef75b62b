import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import "./pixels.css";

const KEYS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * A picture to draw on: a press flips a pixel, and a drag gives the pixels on its way the same value. One pixel is in the
 * order of the tab key; the arrow keys move to the others, and the space bar flips.
 */
export function PixelGrid({
  name,
  nameOf,
  columns,
  pixels,
  shadeOf,
  isMarked,
  onPaint,
  onPoint,
}: {
  readonly name: string;
  /** Row and column count from 1. */
  readonly nameOf: (row: number, column: number) => string;
  readonly columns: number;
  /** Row by row. */
  readonly pixels: readonly boolean[];
  /** The colour of a pixel that is not drawn on. */
  readonly shadeOf?: (at: number) => string;
  /** Whether a pixel has a frame. */
  readonly isMarked?: (at: number) => boolean;
  readonly onPaint: (at: number, on: boolean) => void;
  /** The pointer or the focus is on this pixel. */
  readonly onPoint?: (at: number) => void;
}) {
  const grid = useRef<HTMLDivElement>(null);
  const current = useSignal(0);
  const brush = useRef<boolean | undefined>(undefined);
  const paint = (at: number | undefined, on: boolean) => {
    if (at !== undefined && pixels[at] !== on) onPaint(at, on);
  };
  const onKey = (event: KeyboardEvent) => {
    const move = KEYS[event.key];
    if (!move) return;
    event.preventDefault();
    const clamp = (value: number, count: number) => Math.min(Math.max(value, 0), count - 1);
    const row = clamp(Math.floor(current.value / columns) + move[0], Math.ceil(pixels.length / columns));
    const column = clamp((current.value % columns) + move[1], columns);
    current.value = row * columns + column;
    grid.current?.querySelectorAll("button")[current.value]?.focus();
  };
  return (
    <div
      ref={grid}
      class="pixel-grid"
      role="group"
      aria-label={name}
      style={{ "--columns": columns }}
      onKeyDown={onKey}
      onPointerDown={(event) => {
        const at = pixelAt(event);
        if (at === undefined) return;
        brush.current = pixels[at] !== true;
        paint(at, brush.current);
      }}
      onPointerMove={(event) => {
        const at = pixelAt(event);
        if (at !== undefined) onPoint?.(at);
        if (brush.current !== undefined && event.buttons !== 0) paint(at, brush.current);
      }}
    >
      {pixels.map((on, at) => (
        <button
          key={at}
          type="button"
          class={["pixel", on && "pixel-on", isMarked?.(at) === true && "pixel-marked"]
            .filter(Boolean)
            .join(" ")}
          style={shadeOf && { "--shade": shadeOf(at) }}
          data-pixel={at}
          tabIndex={at === current.value ? 0 : -1}
          aria-pressed={on}
          aria-label={nameOf(Math.floor(at / columns) + 1, (at % columns) + 1)}
          onFocus={() => {
            current.value = at;
            onPoint?.(at);
          }}
          onClick={(event) => {
            // A press of the pointer has painted already; a key has not.
            if (event.detail === 0) paint(at, !on);
          }}
        />
      ))}
    </div>
  );
}

function pixelAt({ clientX, clientY, currentTarget }: PointerEvent): number | undefined {
  const found = document.elementFromPoint(clientX, clientY);
  const at = (currentTarget as Element).contains(found) ? found?.getAttribute("data-pixel") : undefined;
  return at == null ? undefined : Number(at);
}
