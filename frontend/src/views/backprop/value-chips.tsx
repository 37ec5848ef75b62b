import { computedValuesAt } from "../../model/backprop/walkthrough-steps";
import type { Trace } from "../../model/backprop/trace";
import { classColour, colourOf, css, inkOn, mixOf, paletteOf, type Rgb } from "../../render/colours";
import { numberText } from "../../render/format";
import type { NetworkGeometry, Point } from "../../render/network-geometry";
import { outputRange } from "../../render/scalar-field";
import type { Walkthrough } from "../../state/inside/walkthrough";
import { usePage } from "../page-context";
import type { PointedParts } from "./pointed-parts";

/** Units of this size have room for a third digit, and for their picture above the number; CSS pixels. */
const LARGE = 44;

/** Strength of the colour of a number of an earlier phase, 0 to 1. Its text keeps its contrast. */
const EARLIER_STRENGTH = 0.3;

interface Chip {
  readonly value: number;
  readonly colour: Rgb;
  /** Whether the number was computed in the current phase. */
  readonly fresh: boolean;
}

/** The number that each unit holds at this step: its activation, or in the backward phase its delta. */
export function ValueChips({
  walkthrough,
  trace,
  geometry,
  inputs,
  pointed,
}: {
  readonly walkthrough: Walkthrough;
  readonly trace: Trace;
  readonly geometry: NetworkGeometry;
  /** Centres of the selected features. */
  readonly inputs: readonly Point[];
  readonly pointed: PointedParts;
}) {
  const { store, theme } = usePage();
  const palette = paletteOf(theme.value);
  const row = walkthrough.row.value;
  const [steps, at, step] = [walkthrough.steps.value, walkthrough.stepIndex.value, walkthrough.step.value];
  const work = walkthrough.unitAtWork.value;
  const last = trace.layers.length - 1;
  const { task } = store.spec.value;
  const scale = store.outputScale.value;
  const largestDelta = trace.layers
    .flatMap(({ deltas }) => deltas[row] ?? [])
    .reduce((most, delta) => Math.max(most, Math.abs(delta)), 0);

  const outputColour = (unit: number, value: number): Rgb => {
    if (task === "classification" && (trace.layers[last]?.weights.length ?? 1) > 1) {
      return mixOf(palette.neutral, classColour(unit, palette), Math.min(Math.max(value, 0), 1));
    }
    const { centre, half } = scale ? outputRange(scale, task) : { centre: 0, half: 1 };
    return colourOf((value - centre) / half, palette);
  };
  const chipOf = (layer: number, unit: number): Chip | undefined => {
    const computed = computedValuesAt(steps, at, { layer, unit });
    const delta = trace.layers[layer]?.deltas[row]?.[unit];
    if (computed.deltas && delta !== undefined) {
      const colour = colourOf(largestDelta > 0 ? delta / largestDelta : 0, palette);
      return { value: delta, colour, fresh: true };
    }
    const value = trace.layers[layer]?.activations[row]?.[unit];
    if (!computed.sums || value === undefined) return undefined;
    const colour = layer === last ? outputColour(unit, value) : colourOf(value, palette);
    return { value, colour, fresh: step?.phase !== "backward" };
  };
  const classOf = (layer: number, unit: number): string =>
    [
      "unit-state",
      work?.layer === layer && work.unit === unit && "unit-at-work",
      step?.phase === "loss" && layer === last && "unit-at-work",
      pointed.units.has(`${String(layer)} ${String(unit)}`) && "unit-pointed",
    ]
      .filter(Boolean)
      .join(" ");
  const square = ({ x, y }: Point, size: number) => ({
    left: `${String(x)}px`,
    top: `${String(y)}px`,
    "--size": `${String(size)}px`,
  });
  return (
    <>
      {inputs.map((place, input) => {
        const value = trace.inputs[row]?.[input] ?? 0;
        const chip: Chip = { value, colour: colourOf(value, palette), fresh: step?.phase !== "backward" };
        return (
          <div
            key={`input ${String(input)}`}
            class={classOf(-1, input)}
            style={square(place, geometry.featureSize)}
          >
            <Number chip={chip} digits={geometry.featureSize >= LARGE ? 3 : 2} />
          </div>
        );
      })}
      {geometry.layers.map((units, layer) =>
        units.map((place, unit) => {
          const chip = chipOf(layer, unit);
          return (
            <div
              key={`${String(layer)} ${String(unit)}`}
              class={classOf(layer, unit)}
              data-value={chip && `${String(layer)} ${String(unit)}`}
              style={square(place, geometry.size)}
            >
              {chip && <Number chip={chip} digits={geometry.size >= LARGE ? 3 : 2} />}
            </div>
          );
        }),
      )}
    </>
  );
}

function Number({ chip, digits }: { readonly chip: Chip; readonly digits: number }) {
  const { ground } = paletteOf(usePage().theme.value);
  const colour = chip.fresh ? chip.colour : mixOf(ground, chip.colour, EARLIER_STRENGTH);
  return (
    <span class="value-chip tabular-numbers" style={{ background: css(colour), color: css(inkOn(colour)) }}>
      {numberText(chip.value, digits)}
    </span>
  );
}
