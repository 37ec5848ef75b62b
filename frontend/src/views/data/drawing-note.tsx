import type { PlanePosition } from "../../model/data/own-points";
import { usePage } from "../page-context";

/**
 * Position of the keyboard cross, also for screen readers, and the keys for drawing. Placed in the half of the plane
 * without the cross.
 */
export function DrawingNote({ at, held }: { readonly at: PlanePosition; readonly held: boolean }) {
  const { store, messages } = usePage();
  const text = messages.value;
  const { columns, domain } = store.plane.value;
  const [bottom, top] = domain[1];
  const place = columns.map((column, axis) => `x${String(column + 1)} ${decimal(at[axis] ?? 0)}`).join(", ");
  return (
    <p class={at[1] < (bottom + top) / 2 ? "drawing-note drawing-note-above" : "drawing-note"}>
      <span class="tabular-numbers" aria-live="assertive" data-testid="cross">
        {held ? text.crossHolds(place) : place}
      </span>
      <span aria-hidden="true">{text.drawingKeys}</span>
    </p>
  );
}

function decimal(value: number): string {
  return value.toFixed(1).replace("-", "−");
}
