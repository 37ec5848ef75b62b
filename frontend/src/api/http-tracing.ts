import type { Trace, Tracing } from "../model/backprop/trace";
import { layerOf } from "./convert";
import { outcomeOf, type Api } from "./http-client";
import type { WireTrace } from "./wire";

/** HTTP adapter of the port for traces. */
export function httpTracing(api: Api): Tracing {
  return {
    trace: (id, of) =>
      outcomeOf(api.POST("/api/v1/jobs/{id}/trace", { params: { path: { id } }, body: of }), traceOf),
  };
}

function traceOf(wire: WireTrace): Trace {
  return {
    ...wire,
    layers: wire.layers.map(({ optimizerState, ...layer }) => ({
      ...layer,
      ...(optimizerState && { optimizerState: optimizerState.map(layerOf) }),
      weights: rowsOf(layer.weights),
      weightGradients: rowsOf(layer.weightGradients),
      updatedWeights: layer.updatedWeights ? rowsOf(layer.updatedWeights) : undefined,
      updatedBiases: layer.updatedBiases ?? undefined,
    })),
  };
}

/** The page traces networks of dense layers only; the weights of a convolution are nested deeper. */
function rowsOf(weights: readonly unknown[]): number[][] {
  return weights as number[][];
}
