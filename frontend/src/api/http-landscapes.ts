import type { Interval, Landscape, Landscapes, Position } from "../model/landscape/landscape";
import { outcomeOf, type Api } from "./http-client";
import type { WireLandscape } from "./wire";

/** HTTP adapter of the port for loss landscapes. */
export function httpLandscapes(api: Api): Landscapes {
  return {
    landscape: (id, { plane, zoom }) =>
      outcomeOf(
        api.GET("/api/v1/jobs/{id}/landscape", {
          params: { path: { id }, query: { ...(plane && { plane }), zoom } },
        }),
        landscapeOf,
      ),
  };
}

export function landscapeOf(wire: WireLandscape): Landscape {
  const [across = [], up = []] = wire.domain;
  return {
    run: wire.run,
    epoch: wire.epoch,
    plane: wire.plane,
    resolution: wire.resolution,
    domain: [pairOf(across), pairOf(up)],
    train: finiteOrInfinite(wire.trainLoss),
    test: wire.testLoss && finiteOrInfinite(wire.testLoss),
    path: wire.path.map(({ epoch, position, trainLoss, testLoss }) => ({
      epoch,
      position: pairOf(position),
      train: trainLoss,
      test: testLoss,
    })),
    explained: wire.explained,
  };
}

function pairOf([first = 0, second = 0]: readonly number[]): Interval & Position {
  return [first, second];
}

function finiteOrInfinite(losses: readonly (number | null)[]): Float64Array {
  return Float64Array.from(losses, (loss) => loss ?? Infinity);
}
