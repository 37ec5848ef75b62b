import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Theme } from "../../model/address/view-settings";
import { sharesOf, type Landscape } from "../../model/landscape/landscape";
import { drawSurface } from "../../render/landscape-surface";
import type { ScalarField } from "../../render/scalar-field";
import { placeSeenAt, pointOf, turned, type Shares, type ViewAngle } from "../../render/surface-projection";
import { useWidth } from "../charts/use-width";
import { movedCursor } from "./landscape-cursor";

/** Turn by one press of an arrow key; share of the picture's width. */
const KEY_STEP = 0.05;

const FIRST_ANGLE: ViewAngle = { turn: 1.3, tilt: 0.85 };

/**
 * The landscape as a surface that can be turned by dragging and by arrow keys, and never turns by itself. A cursor follows
 * the pointer, and arrow keys with shift.
 */
export function LandscapeSurface({
  landscape,
  heights,
  theme,
  name,
  hint,
  cursor,
  lowest,
  onCursor,
}: {
  readonly landscape: Landscape;
  readonly heights: ScalarField;
  readonly theme: Theme;
  readonly name: string;
  readonly hint: string;
  readonly cursor: Shares | undefined;
  readonly lowest: Shares;
  readonly onCursor: (cursor: Shares | undefined) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useWidth(box, 320);
  const angle = useSignal(FIRST_ANGLE);
  const pixels = Math.round(size * Math.min(devicePixelRatio, 2));
  const { turn, tilt } = angle.value;
  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    context.setTransform(pixels / size, 0, 0, pixels / size, 0, 0);
    const path = landscape.path.map(({ position }) => sharesOf(landscape, position));
    drawSurface(context, heights, path, { turn, tilt }, theme, size);
  }, [landscape, heights, theme, turn, tilt, size, pixels]);
  const follow = (event: PointerEvent & { readonly currentTarget: HTMLElement }) => {
    const from = event.currentTarget.getBoundingClientRect();
    const point = [event.clientX - from.left, event.clientY - from.top] as const;
    onCursor(placeSeenAt(heights, point, angle.value, size));
  };
  const spot = cursor && pointOf(heights, cursor, angle.value, size);
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.shiftKey) {
      const here = sharesOf(landscape, [0, 0]);
      const to = movedCursor(event.key, 1, cursor ?? here, {
        here,
        lowest,
        resolution: landscape.resolution,
      });
      if (!to) return;
      event.preventDefault();
      onCursor(to);
      return;
    }
    const by = KEY_TURNS[event.key];
    if (by) angle.value = turned(angle.value, KEY_STEP * by[0], KEY_STEP * by[1]);
    else if (event.key === "Home") angle.value = FIRST_ANGLE;
    else return;
    event.preventDefault();
  };
  return (
    <figure class="landscape-plane landscape-plane-turned">
      <div
        class="landscape-picture landscape-turned"
        ref={box}
        role="application"
        aria-label={name}
        tabIndex={0}
        data-turn={turn.toFixed(3)}
        data-tilt={tilt.toFixed(3)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          follow(event);
        }}
        onPointerMove={(event) => {
          if (event.buttons === 0) follow(event);
          else angle.value = turned(angle.value, event.movementX / size, event.movementY / size);
        }}
        onPointerLeave={(event) => {
          if (event.pointerType === "mouse") onCursor(undefined);
        }}
        onKeyDown={onKey}
      >
        <canvas ref={canvas} width={pixels} height={pixels} aria-hidden="true" />
        {spot && (
          <svg viewBox={`0 0 ${String(size)} ${String(size)}`} aria-hidden="true">
            <g class="landscape-spot">
              <circle cx={spot[0]} cy={spot[1]} r={7} />
              <circle cx={spot[0]} cy={spot[1]} r={7} />
            </g>
          </svg>
        )}
      </div>
      <figcaption>{hint}</figcaption>
    </figure>
  );
}

const KEY_TURNS: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
