import { scaleLinear } from "d3-scale";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Theme } from "../../model/address/view-settings";
import { sharesOf, type Landscape, type Position } from "../../model/landscape/landscape";
import { drawPixels } from "../../render/heatmap";
import { landscapePixels } from "../../render/landscape-map";
import { resampled, type ScalarField } from "../../render/scalar-field";
import type { Shares } from "../../render/surface-projection";
import { PlaneAxes } from "../charts/plane-axes";
import { useWidth } from "../charts/use-width";
import { clampedShare, movedCursor } from "./landscape-cursor";

/** Pixels per axis of the picture, which interpolates the grid of losses. */
const PIXELS = 480;

/** The landscape from above, with contour lines, the path, and a cursor that follows pointer and arrow keys. */
export function LandscapeMap({
  landscape,
  heights,
  theme,
  name,
  cursor,
  lowest,
  onCursor,
}: {
  readonly landscape: Landscape;
  readonly heights: ScalarField;
  readonly theme: Theme;
  readonly name: string;
  readonly cursor: Shares | undefined;
  readonly lowest: Shares;
  readonly onCursor: (cursor: Shares | undefined) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useWidth(box, 320);
  // Draws before the browser paints, so that map and path always match.
  useLayoutEffect(() => {
    if (canvas.current) drawPixels(canvas.current, landscapePixels(resampled(heights, PIXELS), theme));
  }, [heights, theme]);
  const [across, up] = landscape.domain;
  const x = scaleLinear([...across], [0, size]);
  const y = scaleLinear([...up], [size, 0]);
  const spots = landscape.path.map(({ position }) => placeOf(landscape, position, size));
  const here = sharesOf(landscape, [0, 0]);
  const follow = (event: PointerEvent & { readonly currentTarget: HTMLElement }) => {
    const from = event.currentTarget.getBoundingClientRect();
    onCursor([
      clampedShare((event.clientX - from.left) / from.width),
      clampedShare((event.clientY - from.top) / from.height),
    ]);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { resolution } = landscape;
    const to = movedCursor(event.key, event.shiftKey ? 5 : 1, cursor ?? here, { here, lowest, resolution });
    if (!to) return;
    event.preventDefault();
    onCursor(to);
  };
  return (
    <figure class="landscape-plane">
      <div
        class="landscape-picture"
        ref={box}
        role="application"
        aria-label={name}
        tabIndex={0}
        onPointerDown={follow}
        onPointerMove={follow}
        onPointerLeave={(event) => {
          if (event.pointerType === "mouse") onCursor(undefined);
        }}
        onKeyDown={onKey}
      >
        <canvas ref={canvas} width={PIXELS} height={PIXELS} aria-hidden="true" />
        <svg viewBox={`0 0 ${String(size)} ${String(size)}`} aria-hidden="true">
          <Path spots={spots} />
          {cursor && <Cursor at={[cursor[0] * size, cursor[1] * size]} size={size} />}
        </svg>
      </div>
      <PlaneAxes x={x} y={y} size={size} />
    </figure>
  );
}

function placeOf(landscape: Landscape, position: Position, size: number): Shares {
  const [x, y] = sharesOf(landscape, position);
  return [x * size, y * size];
}

function Path({ spots }: { readonly spots: readonly Shares[] }) {
  const [first] = spots;
  const last = spots.at(-1);
  const path = spots.map(([x, y], at) => `${at === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
  return (
    <g class="landscape-path" data-path={spots.length}>
      <path class="landscape-path-edge" d={path} />
      <path class="landscape-path-line" d={path} />
      {spots.length > 1 && first && <circle class="landscape-start" cx={first[0]} cy={first[1]} r={5} />}
      {last && <circle class="landscape-here" cx={last[0]} cy={last[1]} r={6} />}
    </g>
  );
}

function Cursor({ at: [x, y], size }: { readonly at: Shares; readonly size: number }) {
  const lines = `M0 ${String(y)}H${String(size)}M${String(x)} 0V${String(size)}`;
  return (
    <g class="landscape-cursor">
      <path class="landscape-cursor-edge" d={lines} />
      <path d={lines} />
    </g>
  );
}
