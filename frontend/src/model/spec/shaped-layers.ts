import type { Layer, ShapedLayer, TrainingSpec } from "./spec";

const WITHOUT_PARAMETERS = new Set(["maxPooling", "upsampling", "concatenation"]);

/** Whether a layer that is not dense has parameters. */
export function hasParameters({ type }: ShapedLayer): boolean {
  return !WITHOUT_PARAMETERS.has(type);
}

/** An earlier layer whose output a later one takes, besides that of the layer before it; both from 0. */
export interface Shortcut {
  readonly from: number;
  readonly to: number;
}

/** The shortcuts of a network. */
export function shortcutsOf(layers: readonly Layer[]): readonly Shortcut[] {
  return layers.flatMap(({ shaped }, to) => {
    const from = shaped?.type === "concatenation" ? shaped["layer"] : undefined;
    return typeof from === "number" && from < to ? [{ from, to }] : [];
  });
}

/** The page's form of a layer that is not dense. */
export function shapedLayer(json: Readonly<Record<string, unknown>>): Layer | undefined {
  const { type, activation } = json;
  if (typeof type !== "string" || type === "dense") return undefined;
  const shaped = json as ShapedLayer;
  return {
    units: 1,
    activation: typeof activation === "string" ? activation : hasParameters(shaped) ? "tanh" : "linear",
    bias: true,
    dropout: 0,
    shaped,
  };
}

/** Whether every layer is fully connected, so that the page can compute the network. */
export function isDense(spec: TrainingSpec): boolean {
  return spec.network.layers.every(({ shaped }) => shaped === undefined);
}

/** Whether training leaves the layer's parameters as they are. */
export function isFrozen({ frozen = false, shaped }: Layer): boolean {
  return shaped ? shaped["frozen"] === true : frozen;
}

/** The spec as the contract writes it. */
export function contractSpec(spec: TrainingSpec): unknown {
  if (isDense(spec)) return spec;
  const layers = spec.network.layers.map((layer) => layer.shaped ?? layer);
  return { ...spec, network: { ...spec.network, layers } };
}

/** The numbers that name a layer: filters and kernel, size, units, or the earlier layer of a concatenation from 1. */
export function layerSizes({ filters, kernel, size, units, layer }: ShapedLayer): string {
  const numbers = [
    filters,
    ...(Array.isArray(kernel) ? (kernel as unknown[]) : [kernel, kernel]),
    size,
    units,
    typeof layer === "number" ? layer + 1 : undefined,
  ];
  return numbers.filter((number) => typeof number === "number").join(" × ");
}
