import { useRef } from "preact/hooks";
import type { ArrowField, Place } from "../../model/network/arrow-field";
import { arrowsPath } from "../../render/arrows";
import { numberText } from "../../render/format";
import { usePage } from "../page-context";
import { useDrawing } from "../use-drawing";
import "./reconstruction.css";

/** Length of both sides of the drawing; its units. */
const EDGE = 320;

/** Over the plane: an arrow from each point of a grid to what the network makes of it. */
export function ArrowFieldView({ field }: { readonly field: ArrowField }) {
  const { store, messages } = usePage();
  const text = messages.value;
  const path = useRef<SVGPathElement>(null);
  const [[left, right], [bottom, top]] = store.plane.value.domain;
  useDrawing(() => {
    const parameters = store.parameters.value;
    return () => {
      const scale = {
        x: (x1: number) => (EDGE * (x1 - left)) / (right - left),
        y: (x2: number) => (EDGE * (top - x2)) / (top - bottom),
      };
      const arrows = parameters ? arrowsPath(field.from, field.ends(parameters), scale) : "";
      path.current?.setAttribute("d", arrows);
    };
  }, [field, left, right, bottom, top]);
  // The description changes when training pauses, not with every frame.
  const parameters = store.moving.value ? store.parameters.peek() : store.parameters.value;
  const length = parameters && meanLength(field.from, field.ends(parameters));
  const name = text.arrows(store.plane.value.columns.map((column) => `x${String(column + 1)}`).join(", "));
  return (
    <svg
      class="arrow-field"
      viewBox={`0 0 ${String(EDGE)} ${String(EDGE)}`}
      role="img"
      aria-label={length === undefined ? name : `${name} ${text.arrowLength(numberText(length, 2))}`}
    >
      <path ref={path} />
    </svg>
  );
}

function meanLength(from: readonly Place[], to: readonly Place[]): number {
  const lengths = from.map(([x1, x2], at) => Math.hypot((to[at]?.[0] ?? x1) - x1, (to[at]?.[1] ?? x2) - x2));
  return lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
}
