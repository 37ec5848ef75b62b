import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import {
  nearestPoint,
  withoutPoint,
  withPoint,
  withPointMoved,
  type Place,
  type PointAddress,
  type Tool,
} from "../model/own-points";
import { DrawingNote } from "./drawing-note";
import { usePage } from "./page-context";

/** A press this near to a sample means it; share of the plane's width. */
const REACH = 0.03;
/** One press of an arrow key, and one with Shift; shares of the plane's width. */
const STRIDE = 1 / 24;
const SMALL_STRIDE = 1 / 240;

/** Over the picture while points are drawn: by mouse, finger and keyboard alike. */
export function DrawingPlane({ tool }: { readonly tool: Tool }) {
  const { store, actions, messages } = usePage();
  const dragged = useRef<PointAddress | undefined>(undefined);
  const cross = useSignal<Place | undefined>(undefined);
  const held = useSignal<PointAddress | undefined>(undefined);
  const [[left, right], [bottom, top]] = store.plane.value.domain;
  const reach = REACH * (right - left);

  const nearTo = (place: Place) => {
    const samples = store.shownSamples.value;
    return samples && nearestPoint(samples, place, reach);
  };
  const erase = (place: Place) => {
    const near = nearTo(place);
    if (near) actions.editPoints((all) => withoutPoint(all, near));
  };
  /** Sets a point and tells which one it is. */
  const draw = (place: Place, { y, set }: Tool & { readonly type: "draw" }): PointAddress => {
    const drawn = { set, index: store.shownSamples.value?.[set].length ?? 0 };
    actions.editPoints((all) => withPoint(all, place, y, set), gestureOf(drawn));
    return drawn;
  };
  const move = (point: PointAddress, place: Place) => {
    actions.editPoints((all) => withPointMoved(all, point, place), gestureOf(point));
  };
  const placeOf = (event: PointerEvent & { readonly currentTarget: HTMLElement }): Place => {
    const box = event.currentTarget.getBoundingClientRect();
    return [
      left + ((event.clientX - box.left) / box.width) * (right - left),
      top - ((event.clientY - box.top) / box.height) * (top - bottom),
    ];
  };
  const onKey = (event: KeyboardEvent) => {
    const at = cross.value ?? [(left + right) / 2, (bottom + top) / 2];
    const stride = (event.shiftKey ? SMALL_STRIDE : STRIDE) * (right - left);
    const step = ARROWS.get(event.key);
    if (step) {
      const place: Place = [
        Math.min(Math.max(at[0] + step[0] * stride, left), right),
        Math.min(Math.max(at[1] + step[1] * stride, bottom), top),
      ];
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
      actions.pick({ type: "draw", y: Number(event.key), set: tool.type === "draw" ? tool.set : "train" });
    } else if (event.key === "Escape") {
      actions.pick(undefined);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      class={tool.type === "erase" ? "drawing-plane drawing-erases" : "drawing-plane"}
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
        const place = placeOf(event);
        if (tool.type === "erase") erase(place);
        else dragged.current = nearTo(place) ?? draw(place, tool);
      }}
      onPointerMove={(event) => {
        if (event.buttons === 0) return;
        if (tool.type === "erase") erase(placeOf(event));
        else if (dragged.current) move(dragged.current, placeOf(event));
      }}
      onPointerUp={() => (dragged.current = undefined)}
    >
      {cross.value && <DrawingNote at={cross.value} held={held.value !== undefined} />}
      {cross.value && (
        <span
          class={held.value === undefined ? "cross" : "cross cross-holds"}
          style={{
            left: `${String(((cross.value[0] - left) / (right - left)) * 100)}%`,
            top: `${String(((top - cross.value[1]) / (top - bottom)) * 100)}%`,
          }}
        />
      )}
    </div>
  );
}

/** By which the setting and moving of a point are undone as one. */
function gestureOf({ set, index }: PointAddress): string {
  return `${set} ${String(index)}`;
}

const ARROWS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ["ArrowRight", [1, 0]],
  ["ArrowLeft", [-1, 0]],
  ["ArrowUp", [0, 1]],
  ["ArrowDown", [0, -1]],
]);
