import type { Layer, ShapedLayer, TrainingSpec } from "./spec";

/** The page's form of a layer that is not dense. */
export function shapedLayer(json: Readonly<Record<string, unknown>>): Layer | undefined {
  const { type, activation } = json;
  if (typeof type !== "string" || type === "dense") return undefined;
  return {
    units: 1,
    activation: typeof activation === "string" ? activation : type === "maxPooling" ? "linear" : "tanh",
    bias: true,
    dropout: 0,
    shaped: json as ShapedLayer,
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

/** The numbers that name a layer: filters and kernel, size, or units. */
export function layerSizes({ filters, kernel, size, units }: ShapedLayer): string {
  const numbers = [
    filters,
    ...(Array.isArray(kernel) ? (kernel as unknown[]) : [kernel, kernel]),
    size,
    units,
  ];
  return numbers.filter((number) => typeof number === "number").join(" × ");
}
