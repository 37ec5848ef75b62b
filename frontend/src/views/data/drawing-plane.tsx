import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import {
  nearestPoint,
  withoutPoint,
  withPoint,
  withPointMoved,
  type PlanePosition,
  type PointAddress,
  type Tool,
} from "../../model/data/own-points";
import { DrawingNote } from "./drawing-note";
import { crossStep, insidePlane, planePositionOf } from "./plane-position";
import { usePage } from "../page-context";

/** Maximum distance between a press and the sample that it selects; share of the plane's width. */
const REACH = 0.03;
/** Minimum distance between two points of a stroke; share of the plane's width. */
const SPACING = 0.05;

/** What a drag does: it moves the point that was pressed, erases points, or draws a row of points. */
type Drag =
  | { readonly type: "move"; readonly point: PointAddress }
  | { readonly type: "wipe"; readonly gesture: string }
  | { readonly type: "stroke"; readonly last: PlanePosition; readonly gesture: string };

type DrawTool = Tool & { readonly type: "draw" };

/** Covers the plot while the user draws points by mouse, touch or keyboard. */
export function DrawingPlane({ tool }: { readonly tool: Tool }) {
  const { store, actions, messages } = usePage();
  const drag = useRef<Drag | undefined>(undefined);
  const cross = useSignal<PlanePosition | undefined>(undefined);
  const held = useSignal<PointAddress | undefined>(undefined);
  const { domain } = store.plane.value;
  const [[left, right], [bottom, top]] = domain;
  const reach = REACH * (right - left);

  const nearTo = (place: PlanePosition) => {
    const samples = store.shownSamples.value;
    return samples && nearestPoint(samples, place, reach);
  };
  const erase = (place: PlanePosition, gesture?: string) => {
    const near = nearTo(place);
    if (near) actions.editPoints((all) => withoutPoint(all, near), gesture);
  };
  const draw = (place: PlanePosition, { y, set }: DrawTool, gesture?: string) => {
    actions.editPoints((all) => withPoint(all, place, y, set), gesture);
  };
  const move = (point: PointAddress, place: PlanePosition) => {
    actions.editPoints((all) => withPointMoved(all, point, inPlane(place)), gestureOf(point));
  };
  const inPlane = (place: PlanePosition) => insidePlane(place, domain);
  const press = (place: PlanePosition, gesture: string): Drag => {
    if (tool.type === "erase") {
      erase(place, gesture);
      return { type: "wipe", gesture };
    }
    const point = nearTo(place);
    if (point) return { type: "move", point };
    draw(place, tool, gesture);
    return { type: "stroke", last: place, gesture };
  };
  const continueDrag = (place: PlanePosition, current: Drag) => {
    if (current.type === "move") move(current.point, place);
    else if (tool.type === "erase") erase(place, current.gesture);
    else if (current.type === "stroke" && isFarEnough(place, current.last)) {
      draw(place, tool, current.gesture);
      drag.current = { ...current, last: place };
    }
  };
  /** Whether a stroke whose last point is at `last` draws a point here. */
  const isFarEnough = (place: PlanePosition, last: PlanePosition): boolean => {
    const [x1, x2] = inPlane(place);
    const isInside = x1 === place[0] && x2 === place[1];
    return isInside && Math.hypot(x1 - last[0], x2 - last[1]) >= SPACING * (right - left);
  };
  const onKey = (event: KeyboardEvent) => {
    const at = cross.value ?? [(left + right) / 2, (bottom + top) / 2];
    const place = crossStep(event, at, domain);
    if (place) {
      cross.value = place;
      if (held.value !== undefined) move(held.value, place);
    } else if (event.key === "Enter" || event.key === " ") {
      const taken = held.value ? undefined : nearTo(at);
      if (tool.type === "erase") erase(at);
      else if (!held.value && !taken) draw(at, tool);
      held.value = tool.type === "erase" ? undefined : taken;
    } else if (event.key === "Delete" || event.key === "Backspace") {
      erase(at);
      held.value = undefined;
    } else if (/^\d$/.test(event.key) && store.spec.value.task === "classification") {
      actions.selectTool({
        type: "draw",
        y: Number(event.key),
        set: tool.type === "draw" ? tool.set : "train",
      });
    } else if (event.key === "Escape") {
      actions.selectTool(undefined);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      class={tool.type === "erase" ? "drawing-plane drawing-eraser" : "drawing-plane"}
      role="application"
      tabIndex={0}
      aria-label={messages.value.drawingName}
      onFocus={() => {
        cross.value ??= [(left + right) / 2, (bottom + top) / 2];
      }}
      onKeyDown={onKey}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        cross.value = undefined;
        drag.current = press(planePositionOf(event, domain), `pointer ${String(event.timeStamp)}`);
      }}
      onPointerMove={(event) => {
        if (event.buttons !== 0 && drag.current) continueDrag(planePositionOf(event, domain), drag.current);
      }}
      onPointerUp={() => (drag.current = undefined)}
    >
      {cross.value && <DrawingNote at={cross.value} held={held.value !== undefined} />}
      {cross.value && (
        <span
          class={held.value === undefined ? "cross" : "cross cross-holding"}
          style={{
            left: `${String(((cross.value[0] - left) / (right - left)) * 100)}%`,
            top: `${String(((top - cross.value[1]) / (top - bottom)) * 100)}%`,
          }}
        />
      )}
    </div>
  );
}

/** All moves of one point are undone together. */
function gestureOf({ set, index }: PointAddress): string {
  return `${set} ${String(index)}`;
}
