import type { Response } from "../../model/network/forward-pass";
import { hasSeveralLabels } from "../../model/spec/spec";
import { classShades, heatmapShades, type Palette } from "../../render/colours";
import { pixelsOf, type Pixels } from "../../render/heatmap";
import { outputRange } from "../../render/scalar-field";
import type { Store } from "../../state/store";

/** How the responses of the units become pictures. */
interface ThumbnailView {
  readonly palette: Palette;
  /** Whether each output has the colour of its class. */
  readonly byClass: boolean;
  /** Middle and half of the range of the outputs. */
  readonly centre: number;
  readonly half: number;
}

/** Reads signals. */
export function thumbnailView({ spec, outputScale }: Store, palette: Palette): ThumbnailView {
  const { task, data, network } = spec.value;
  const outputs = network.layers.at(-1)?.units ?? 1;
  const scale = outputScale.value;
  return {
    palette,
    byClass: task === "classification" && outputs > 1 && !hasSeveralLabels(data),
    ...(scale ? outputRange(scale, task) : { centre: 0, half: 1 }),
  };
}

/**
 * Pictures of the units in the order layer, unit.
 *
 * @param responses by layer and unit, the output layer last
 */
export function thumbnails(
  responses: readonly (readonly Response[])[],
  { palette, byClass, centre, half }: ThumbnailView,
): readonly Pixels[] {
  const plain = heatmapShades(palette);
  return responses.flatMap((units, layer) => {
    const last = layer === responses.length - 1;
    return units.map((response, unit) => {
      const values = last ? response.map((value) => (value - centre) / half) : response;
      const shades = last && byClass ? classShades(unit, palette) : plain;
      return pixelsOf({ resolution: Math.sqrt(response.length), values }, shades);
    });
  });
}
