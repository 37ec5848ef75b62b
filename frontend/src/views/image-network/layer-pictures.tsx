import { filtersOf, mapOf, type Maps } from "../../model/network/image-pass";
import type { LayerParameters } from "../../model/network/parameters";
import type { Layer } from "../../model/spec/spec";
import { CellMap } from "../pixels/cell-map";

/** More maps would not fit into a column. */
const MAX_MAPS = 16;

/** The kernels of a layer above its maps, or the activations of a dense layer as one picture. */
export function LayerPictures({
  layer: { shaped },
  parameters,
  maps,
}: {
  readonly layer: Layer;
  readonly parameters: LayerParameters | undefined;
  /** Undefined if the page has no parameters that fit. */
  readonly maps: Maps | undefined;
}) {
  if (!maps) return <div class="image-layer" />;
  const largest = maps.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const scaled = maps.values.map((value) => value / largest);
  if (!shaped) {
    return (
      <div class="image-layer" data-maps={maps.channels}>
        <CellMap cells={scaled} columns={Math.ceil(Math.sqrt(scaled.length))} size={64} />
      </div>
    );
  }
  const filters = shaped.type === "convolution" && parameters ? filtersOf(parameters) : [];
  return (
    <div class="image-layer" data-maps={maps.channels}>
      {Array.from({ length: Math.min(maps.channels, MAX_MAPS) }, (_, channel) => (
        <div key={channel} class="image-map">
          {filters[channel]?.length === 1 && <Kernel kernel={filters[channel][0] ?? []} />}
          <CellMap cells={mapOf({ ...maps, values: scaled }, channel)} columns={maps.width} size={40} />
        </div>
      ))}
      {maps.channels > MAX_MAPS && <span class="image-label">+ {maps.channels - MAX_MAPS}</span>}
    </div>
  );
}

function Kernel({ kernel }: { readonly kernel: readonly (readonly number[])[] }) {
  const weights = kernel.flat();
  const largest = Math.max(...weights.map(Math.abs)) || 1;
  return (
    <CellMap cells={weights.map((weight) => weight / largest)} columns={kernel[0]?.length ?? 1} size={24} />
  );
}
