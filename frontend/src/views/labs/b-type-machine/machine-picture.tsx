import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { B_TYPE_MACHINE } from "../../../i18n/labs/b-type-machine";
import { settingOf } from "../../../model/labs/b-type-machine/link";
import {
  INPUTS,
  type Machine,
  type MachineState,
  type Source,
} from "../../../model/labs/b-type-machine/machine";
import type { Bit } from "../../../model/labs/b-type-machine/threshold-neuron";
import { useTexts } from "../../course/course-context";
import { svgButton } from "../../controls/svg-button";

const [WIDTH, HEIGHT] = [560, 400];
const RADIUS = 21;
/** A wire ends at the node whose centre is at most this far from the pointer. */
const REACH = 40;

type Place = readonly [x: number, y: number];

/** x, y, or the number of a node from 1. @param ofNode whether `at` counts nodes instead of sources */
export function sourceName(at: number, ofNode = false): string {
  const node = ofNode ? at : at - INPUTS;
  return node < 0 ? (at === 0 ? "x" : "y") : String(node + 1);
}

/** The nodes as lamps on an ellipse, with their wires. The end of a wire can be dragged to another node. */
export function MachinePicture({
  machine: { wires, linked },
  state,
  inputs,
  selected,
  onInput,
  onSelect,
  onRewire,
}: {
  readonly machine: Machine;
  readonly state: MachineState;
  readonly inputs: readonly [Bit, Bit];
  readonly selected: number;
  readonly onInput: (input: 0 | 1) => void;
  readonly onSelect: (wire: number) => void;
  readonly onRewire: (wire: number, source: Source) => void;
}) {
  const text = useTexts(B_TYPE_MACHINE);
  const picture = useRef<SVGSVGElement>(null);
  const drag = useSignal<Place | undefined>(undefined);
  const count = INPUTS + wires.length;
  const places = Array.from({ length: count }, (_, source) => placeOf(source, wires.length));
  const valueOf = (source: Source): Bit => inputs[source] ?? state.nodes[source - INPUTS] ?? 0;
  const pointerPlace = (event: PointerEvent): Place | undefined => {
    const box = picture.current?.getBoundingClientRect();
    if (!box) return undefined;
    return [
      ((event.clientX - box.left) / box.width) * WIDTH,
      ((event.clientY - box.top) / box.height) * HEIGHT,
    ];
  };
  const drop = (wire: number, at: Place | undefined) => {
    drag.value = undefined;
    const source = places.findIndex(([x, y]) => at && Math.hypot(x - at[0], y - at[1]) <= REACH);
    if (source >= 0) onRewire(wire, source);
  };
  return (
    <svg
      ref={picture}
      class="machine-picture"
      role="group"
      aria-label={text.machinePicture}
      viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
    >
      {wires.flatMap((pair, node) =>
        pair.map((source, side) => {
          const wire = 2 * node + side;
          const end = socketOf(places[INPUTS + node] ?? [0, 0], side);
          const from = (wire === selected ? drag.value : undefined) ?? outputOf(places[source] ?? [0, 0]);
          const curve = wireCurve(from, end);
          const link = state.links[wire];
          return (
            <g key={wire} class={wireClass(valueOf(source), wire === selected)}>
              <path class="machine-wire" d={curve.path} />
              {linked && link && (
                <rect
                  class={`machine-link machine-link-${settingOf(link)}`}
                  x={curve.middle[0] - 7}
                  y={curve.middle[1] - 7}
                  width={14}
                  height={14}
                />
              )}
              <g
                class="socket"
                data-socket={wire}
                transform={`translate(${String(end[0])},${String(end[1])})`}
                {...svgButton(text.socket(String(node + 1), side + 1, sourceName(source)), () =>
                  onSelect(wire),
                )}
                onPointerDown={(event) => {
                  event.currentTarget.setPointerCapture(event.pointerId);
                  onSelect(wire);
                }}
                onPointerMove={(event) => {
                  if (event.buttons !== 0) drag.value = pointerPlace(event);
                }}
                onPointerUp={() => drop(wire, drag.value)}
              >
                <circle class="socket-area" r={12} />
                <circle class="socket-dot" r={6} />
              </g>
            </g>
          );
        }),
      )}
      {places.map(([x, y], source) => {
        const value = valueOf(source);
        const name = sourceName(source);
        const isInput = source < INPUTS;
        return (
          <g
            key={source}
            class={isInput ? "machine-input" : undefined}
            transform={`translate(${String(x)},${String(y)})`}
            {...(isInput && svgButton(text.input(name, value), () => onInput(source === 0 ? 0 : 1)))}
          >
            <circle class={value === 1 ? "lamp lamp-on" : "lamp"} r={RADIUS} />
            {source === count - 1 && <circle class="lamp-output" r={RADIUS + 5} />}
            <text
              class={value === 1 ? "lamp-text lamp-text-on" : "lamp-text"}
              dy="0.35em"
              text-anchor="middle"
            >
              {isInput ? `${name}=${String(value)}` : name}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

function wireClass(value: Bit, selected: boolean): string {
  return `${value === 1 ? "wire-on" : "wire-off"} ${selected ? "wire-selected" : ""}`;
}

function placeOf(source: Source, nodes: number): Place {
  if (source < INPUTS) return [40, 120 + 160 * source];
  const angle = Math.PI + ((source - INPUTS + 0.5) / nodes) * 2 * Math.PI;
  return [330 + 170 * Math.cos(angle), HEIGHT / 2 + 150 * Math.sin(angle)];
}

function outputOf([x, y]: Place): Place {
  return [x + RADIUS, y];
}

function socketOf([x, y]: Place, side: number): Place {
  return [x - RADIUS - 3, y + (side === 0 ? -11 : 11)];
}

/** A curve that leaves its source to the right and reaches its node from the left, with the middle of its way. */
function wireCurve([x1, y1]: Place, [x2, y2]: Place) {
  const bend = Math.max(40, Math.abs(x2 - x1) / 2);
  // A wire to its own node needs a detour.
  const lift = Math.hypot(x2 - x1, y2 - y1) < 3 * RADIUS ? 60 : 0;
  const [c1, c2]: readonly [Place, Place] = [
    [x1 + bend, y1 - lift],
    [x2 - bend, y2 - lift],
  ];
  const numbers = [x1, y1, ...c1, ...c2, x2, y2].map((value) => value.toFixed(1));
  const middle: Place = [(x1 + 3 * (c1[0] + c2[0]) + x2) / 8, (y1 + 3 * (c1[1] + c2[1]) + y2) / 8];
  const [a, b, c, d, e, f, g, h] = numbers;
  return {
    path: `M${a ?? ""} ${b ?? ""}C${c ?? ""} ${d ?? ""} ${e ?? ""} ${f ?? ""} ${g ?? ""} ${h ?? ""}`,
    middle,
  };
}
