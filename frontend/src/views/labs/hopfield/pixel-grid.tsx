import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { State } from "../../../model/labs/hopfield/hopfield";
import { LETTER_SIDE } from "../../../model/labs/hopfield/letters";

const KEYS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * The state as a picture to draw on: a press flips a pixel, and a drag gives the pixels on its way the same value. One
 * pixel is in the order of the tab key; the arrow keys move to the others.
 */
export function PixelGrid({
  name,
  nameOf,
  state,
  onPaint,
}: {
  readonly name: string;
  readonly nameOf: (row: number, column: number) => string;
  readonly state: State;
  readonly onPaint: (at: number, value: number) => void;
}) {
  const grid = useRef<HTMLDivElement>(null);
  const current = useSignal(0);
  const brush = useRef<number | undefined>(undefined);
  const paint = (at: number | undefined, value: number) => {
    if (at !== undefined && state[at] !== value) onPaint(at, value);
  };
  const onKey = (event: KeyboardEvent) => {
    const move = KEYS[event.key];
    if (!move) return;
    event.preventDefault();
    const clamp = (value: number) => Math.min(Math.max(value, 0), LETTER_SIDE - 1);
    const row = clamp(Math.floor(current.value / LETTER_SIDE) + move[0]);
    const column = clamp((current.value % LETTER_SIDE) + move[1]);
    current.value = row * LETTER_SIDE + column;
    grid.current?.querySelectorAll("button")[current.value]?.focus();
  };
  return (
    <div
      ref={grid}
      class="pixel-grid"
      role="group"
      aria-label={name}
      onKeyDown={onKey}
      onPointerDown={(event) => {
        const at = pixelAt(event);
        if (at === undefined) return;
        brush.current = -(state[at] ?? 1);
        paint(at, brush.current);
      }}
      onPointerMove={(event) => {
        if (brush.current !== undefined && event.buttons !== 0) paint(pixelAt(event), brush.current);
      }}
    >
      {state.map((value, at) => (
        <button
          key={at}
          type="button"
          class={value > 0 ? "pixel pixel-on" : "pixel"}
          data-pixel={at}
          tabIndex={at === current.value ? 0 : -1}
          aria-pressed={value > 0}
          aria-label={nameOf(Math.floor(at / LETTER_SIDE) + 1, (at % LETTER_SIDE) + 1)}
          onFocus={() => (current.value = at)}
          onClick={() => {
            // A press of the pointer has already painted.
            if (brush.current === undefined) paint(at, -value);
            brush.current = undefined;
          }}
        />
      ))}
    </div>
  );
}

function pixelAt({ clientX, clientY }: PointerEvent): number | undefined {
  const at = document.elementFromPoint(clientX, clientY)?.getAttribute("data-pixel");
  return at == null ? undefined : Number(at);
}
