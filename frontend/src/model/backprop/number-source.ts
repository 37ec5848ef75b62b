import type { Trace } from "./trace";
import type { NumberAddress } from "./walkthrough-steps";

/**
 * A part of the picture that a number comes from. A link leads from input `from` to unit `to` of a layer; a path leads
 * from a unit of a layer to an output, one unit per layer, and for a weight starts at its input.
 */
export type NumberSource =
  | { readonly type: "link"; readonly layer: number; readonly from: number; readonly to: number }
  | { readonly type: "unit"; readonly layer: number; readonly unit: number }
  | { readonly type: "sample"; readonly row: number }
  | {
      readonly type: "path";
      readonly layer: number;
      readonly from: number | undefined;
      readonly units: readonly number[];
    };

/** A source as a word of letters, digits and hyphens, for an attribute of the document. */
export function sourceKey(source: NumberSource): string {
  switch (source.type) {
    case "link":
      return `link-${[source.layer, source.from, source.to].join("-")}`;
    case "unit":
      return `unit-${[source.layer, source.unit].join("-")}`;
    case "sample":
      return `sample-${String(source.row)}`;
    case "path":
      return `path-${[source.layer, source.from ?? "bias", ...source.units].join("-")}`;
  }
}

/** Reads a key of `sourceKey`; undefined for any other text. */
export function sourceOf(key: string): NumberSource | undefined {
  const [type, ...rest] = key.split("-");
  const [first = 0, second = 0, third = 0] = rest.map(Number);
  switch (type) {
    case "link":
      return { type, layer: first, from: second, to: third };
    case "unit":
      return { type, layer: first, unit: second };
    case "sample":
      return { type, row: first };
    case "path":
      return {
        type,
        layer: first,
        from: rest[1] === "bias" ? undefined : second,
        units: rest.slice(2).map(Number),
      };
    default:
      return undefined;
  }
}

/** The parts of the picture that enter the formula of a number. */
export function sourcesOf(place: NumberAddress, trace: Trace): readonly NumberSource[] {
  const last = trace.layers.length - 1;
  if (place.type === "loss") {
    return (trace.layers[last]?.weights ?? []).map((_, unit) => ({ type: "unit", layer: last, unit }));
  }
  const { layer, unit } = place;
  switch (place.type) {
    case "sum":
      return (trace.layers[layer]?.weights[unit] ?? []).map((_, from) => ({
        type: "link",
        layer,
        from,
        to: unit,
      }));
    case "delta":
      if (layer === last) return [{ type: "unit", layer, unit }];
      return (trace.layers[layer + 1]?.weights ?? []).map((_, to) => ({
        type: "link",
        layer: layer + 1,
        from: unit,
        to,
      }));
    case "weightGradient":
    case "updatedWeight":
      return [{ type: "link", layer, from: place.input, to: unit }];
    case "activation":
    case "biasGradient":
    case "updatedBias":
      return [{ type: "unit", layer, unit }];
  }
}
