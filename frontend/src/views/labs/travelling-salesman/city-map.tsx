import { useRef } from "preact/hooks";
import { TRAVELLING_SALESMAN } from "../../../i18n/labs/travelling-salesman";
import { linkStrength, type Neurons } from "../../../model/labs/travelling-salesman/hopfield-tank";
import type { City } from "../../../model/labs/travelling-salesman/tours";
import { useTexts } from "../../course/course-context";

export const CITY_NAMES = "ABCDEFGHIJ";

/** Side of the map in its own units, with a margin for the names. */
const SIDE = 320;
const MARGIN = 20;
const KEY_STEP = 0.02;
const KEYS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowUp: [0, KEY_STEP],
  ArrowDown: [0, -KEY_STEP],
  ArrowLeft: [-KEY_STEP, 0],
  ArrowRight: [KEY_STEP, 0],
};

/** The cities, which can be dragged, and between them lines as strong as the network's links. */
export function CityMap({
  cities,
  outputs,
  onMove,
}: {
  readonly cities: readonly City[];
  readonly outputs: Neurons;
  readonly onMove: (city: number, to: City) => void;
}) {
  const text = useTexts(TRAVELLING_SALESMAN);
  const picture = useRef<SVGSVGElement>(null);
  const move = (city: number, x: number, y: number) => {
    const clamp = (value: number) => Math.round(Math.min(Math.max(value, 0), 1) * 100) / 100;
    onMove(city, [clamp(x), clamp(y)]);
  };
  const dragTo = (city: number, event: PointerEvent) => {
    const box = picture.current?.getBoundingClientRect();
    if (!box) return;
    const unit = box.width / (SIDE + 2 * MARGIN);
    move(
      city,
      ((event.clientX - box.left) / unit - MARGIN) / SIDE,
      1 - ((event.clientY - box.top) / unit - MARGIN) / SIDE,
    );
  };
  return (
    <svg
      ref={picture}
      class="city-map"
      role="group"
      aria-label={text.map}
      viewBox={`${String(-MARGIN)} ${String(-MARGIN)} ${String(SIDE + 2 * MARGIN)} ${String(SIDE + 2 * MARGIN)}`}
    >
      {cities.flatMap((from, one) =>
        cities.slice(one + 1).map((to, between) => {
          const strength = Math.min(linkStrength(outputs, cities.length, one, one + 1 + between), 1);
          return strength < 0.02 ? null : (
            <line
              key={`${String(one)} ${String(between)}`}
              class="city-link"
              x1={screenX(from)}
              y1={screenY(from)}
              x2={screenX(to)}
              y2={screenY(to)}
              stroke-opacity={strength}
            />
          );
        }),
      )}
      {cities.map((city, at) => {
        const name = CITY_NAMES[at] ?? "";
        return (
          <g
            key={at}
            class="city"
            role="button"
            tabindex={0}
            aria-label={text.city(name, city[0].toFixed(2), city[1].toFixed(2))}
            data-city={name}
            transform={`translate(${String(screenX(city))},${String(screenY(city))})`}
            onKeyDown={(event) => {
              const step = KEYS[event.key];
              if (!step) return;
              event.preventDefault();
              move(at, city[0] + step[0], city[1] + step[1]);
            }}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
            }}
            onPointerMove={(event) => {
              if (event.buttons !== 0) dragTo(at, event);
            }}
          >
            <circle r={12} />
            <text dy="0.35em" text-anchor="middle">
              {name}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

function screenX([x]: City): number {
  return x * SIDE;
}

function screenY([, y]: City): number {
  return (1 - y) * SIDE;
}
