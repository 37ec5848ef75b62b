import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { NEOCOGNITRON } from "../../../i18n/labs/neocognitron";
import { EDGE } from "../../../model/labs/neocognitron/strokes";
import { useTexts } from "../../course/course-context";

const MOVES: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -EDGE,
  ArrowDown: EDGE,
};

/** The input to draw on: by pressing and dragging, or with the arrow keys and the space bar. */
export function DrawingGrid({
  pixels,
  onToggle,
}: {
  readonly pixels: Float64Array;
  readonly onToggle: (at: number) => void;
}) {
  const text = useTexts(NEOCOGNITRON);
  const box = useRef<HTMLDivElement>(null);
  const current = useSignal(0);
  /** What a drag paints. */
  const paints = useRef<number | undefined>(undefined);
  return (
    <div class="drawing-grid" role="group" aria-label={text.drawing} ref={box}>
      {Array.from(pixels, (on, at) => (
        <button
          key={at}
          type="button"
          class={on === 1 ? "drawing-pixel drawing-on" : "drawing-pixel"}
          aria-pressed={on === 1}
          aria-label={text.pixel(Math.floor(at / EDGE) + 1, (at % EDGE) + 1)}
          tabIndex={at === current.value ? 0 : -1}
          data-pixel={at}
          onPointerDown={(event) => {
            // Otherwise all later events of a touch go to the first pixel.
            event.currentTarget.releasePointerCapture(event.pointerId);
            paints.current = 1 - on;
            onToggle(at);
          }}
          onPointerEnter={(event) => {
            if (event.buttons !== 0 && paints.current !== undefined && paints.current !== on) onToggle(at);
          }}
          onClick={(event) => {
            // A press of the pointer has toggled it already; a key has not.
            if (event.detail === 0) onToggle(at);
          }}
          onKeyDown={(event) => {
            const to = at + (MOVES[event.key] ?? 0);
            if (to === at || to < 0 || to >= pixels.length) return;
            event.preventDefault();
            current.value = to;
            box.current?.querySelector<HTMLElement>(`[data-pixel="${String(to)}"]`)?.focus();
          }}
          onFocus={() => (current.value = at)}
        />
      ))}
    </div>
  );
}
