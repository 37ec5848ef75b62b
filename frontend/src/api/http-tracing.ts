import type { Trace, Tracing } from "../model/backprop/trace";
import { pathOf, type Send } from "./http-client";
import type { WireTrace } from "./wire";

/** Back-propagation, number by number. */
export function httpTracing(send: Send): Tracing {
  return {
    trace: (jobId, of) =>
      send({ method: "POST", path: `${pathOf(jobId)}/trace`, body: of }, (wire) =>
        traceOf(wire as WireTrace),
      ),
  };
}

function traceOf(wire: WireTrace): Trace {
  return {
    ...wire,
    layers: wire.layers.map((layer) => ({
      ...layer,
      updatedWeights: layer.updatedWeights ?? undefined,
      updatedBiases: layer.updatedBiases ?? undefined,
    })),
  };
}
