import type { ComponentChildren } from "preact";
import { decodeAddress } from "../../model/address/address";
import { previewSamples } from "../../model/data/dataset-preview";
import { PLANE } from "../../model/data/plane";
import { hiddenLayers, type Sample, type TrainingSpec } from "../../model/spec/spec";
import { Thumbnail, ThumbnailFrame } from "../course/thumbnail";
import { layered } from "../course/thumbnail-shapes";

/** A small picture of what can be picked: of a playground its data and its network. */
export function PickPicture({ path, picture }: { readonly path: string; readonly picture: string }) {
  if (!path.startsWith("/#")) return <Thumbnail slug={picture} />;
  const { spec } = decodeAddress(path.slice(2));
  return (
    <ThumbnailFrame>
      {samplesOf(spec).map(dot(spec))}
      {layered(columnsOf(spec), { node: 4, link: () => "line hair" })}
    </ThumbnailFrame>
  );
}

/** The square of the data and the columns of neurons beside it, in units of a thumbnail. */
const [MARGIN, EDGE] = [4, 52];
const [NETWORK_FROM, NETWORK_TO] = [63, 91];
const CLASSES = ["dot-orange", "dot-blue", "dot-ink"] as const;
/** More neurons and layers than these do not fit. */
const [MOST_UNITS, MOST_LAYERS] = [8, 4];

function samplesOf({ data }: TrainingSpec): readonly Sample[] {
  switch (data.source) {
    case "generated":
      return previewSamples(data.generator);
    case "inline":
      return data.train;
    case "uploaded":
      return [];
  }
}

function dot({ task }: TrainingSpec) {
  const [[from1, to1], [from2, to2]] = PLANE;
  return ({ x: [x1 = 0, x2 = 0], y: label }: Sample, at: number): ComponentChildren => {
    const y = typeof label === "number" ? label : 0;
    const isRegression = task === "regression";
    return (
      <circle
        key={at}
        class={CLASSES[isRegression ? Number(y > 0) : y] ?? CLASSES[0]}
        opacity={isRegression ? Math.min(Math.abs(y), 1) : 1}
        cx={MARGIN + (EDGE * (x1 - from1)) / (to1 - from1)}
        cy={MARGIN + EDGE * (1 - (x2 - from2) / (to2 - from2))}
        r="1.2"
      />
    );
  };
}

/** Centres of the neurons: two inputs, the hidden layers, one output. */
function columnsOf(spec: TrainingSpec): readonly (readonly (readonly [number, number])[])[] {
  const units = [
    2,
    ...hiddenLayers(spec)
      .slice(0, MOST_LAYERS)
      .map((layer) => layer.units),
    1,
  ];
  return units.map((count, column) => {
    const shown = Math.min(count, MOST_UNITS);
    const x = NETWORK_FROM + ((NETWORK_TO - NETWORK_FROM) * column) / (units.length - 1);
    return Array.from({ length: shown }, (_, row) => [x, 30 + (row - (shown - 1) / 2) * 6.5] as const);
  });
}
