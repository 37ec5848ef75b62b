import type { NumberSource } from "../../model/backprop/number-source";
import type { Trace } from "../../model/backprop/trace";

/** The parts of the picture that a number comes from, by keys: links `layer from to`, units `layer unit`. */
export interface PointedParts {
  readonly links: ReadonlySet<string>;
  /** Inputs have layer -1. */
  readonly units: ReadonlySet<string>;
  /** Indices in the trace. */
  readonly rows: ReadonlySet<number>;
}

/** A link is pointed at with the unit or input at its start. */
export function pointedParts(sources: readonly NumberSource[], trace: Trace): PointedParts {
  const [links, units, rows] = [new Set<string>(), new Set<string>(), new Set<number>()];
  const addLink = (layer: number, from: number, to: number) => {
    links.add(key(layer, from, to));
    units.add(key(layer - 1, from));
    units.add(key(layer, to));
  };
  for (const source of sources) {
    switch (source.type) {
      case "link":
        addLink(source.layer, source.from, source.to);
        break;
      case "unit":
        units.add(key(source.layer, source.unit));
        break;
      case "sample":
        rows.add(source.row);
        break;
      case "path": {
        const [first] = source.units;
        if (source.from !== undefined && first !== undefined) addLink(source.layer, source.from, first);
        for (const [at, unit] of source.units.entries()) {
          const next = source.units[at + 1];
          const layer = source.layer + at + 1;
          if (next !== undefined && layer < trace.layers.length) addLink(layer, unit, next);
        }
        break;
      }
    }
  }
  return { links, units, rows };
}

/** A weight, or a unit or input, whose layer is -1. */
export type PicturePart =
  | { readonly type: "link"; readonly layer: number; readonly from: number; readonly to: number }
  | { readonly type: "unit"; readonly layer: number; readonly unit: number };

/**
 * Whether a number comes from this part of the picture. All weights of the unit at work lead to it, so its own numbers
 * are those without them.
 */
export function comesFrom(
  source: NumberSource,
  part: PicturePart,
  trace: Trace,
  work: { readonly layer: number; readonly unit: number } | undefined,
): boolean {
  const { links, units } = pointedParts([source], trace);
  if (part.type === "link") return links.has(key(part.layer, part.from, part.to));
  const isAtWork = part.layer === work?.layer && part.unit === work.unit;
  return units.has(key(part.layer, part.unit)) && !(isAtWork && source.type === "link");
}

function key(...indices: readonly number[]): string {
  return indices.join(" ");
}
