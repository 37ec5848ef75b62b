import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { disturbed, meanSquaredDifference } from "../../model/data/disturbed";
import { seededRandom } from "../../model/labs/random/random";
import { imagePass, squareImage } from "../../model/network/image-pass";
import { smallNumberText } from "../../render/format";
import { usePage } from "../page-context";
import { PictureRow } from "../pixels/picture-grid";
import { useDrawing } from "../use-drawing";
import "./reconstruction.css";

/** Pictures on display. */
const SHOWN = 10;
/** Minimum time between two drawings; milliseconds. */
const EVERY = 100;

/** Samples that an autoencoder of images has not seen, these disturbed as in training, and what it makes of them. */
export function RepairedPictures({ side }: { readonly side: number }) {
  const { store, messages, theme } = usePage();
  const text = messages.value;
  const spec = store.spec.value;
  const { corruption } = spec.data;
  const samples = store.shownSamples.value;
  const originals = useMemo(() => {
    const all = samples && samples.test.length > 0 ? samples.test : (samples?.train ?? []);
    const places = Array.from({ length: Math.min(SHOWN, all.length) }, (_, at) =>
      Math.floor((at * all.length) / SHOWN),
    );
    return places.map((at) => all[at]?.x ?? []).filter((x) => x.length === side * side);
  }, [samples, side]);
  const inputs = useMemo(() => {
    const random = seededRandom(1);
    return corruption ? originals.map((x) => disturbed(x, corruption, random)) : originals;
  }, [originals, corruption?.type, corruption?.amount]);
  const outputs = useSignal<readonly ArrayLike<number>[]>([]);
  useDrawing(
    () => {
      const parameters = store.shownFrame.value?.parameters;
      const layers = spec.network.layers.map((layer) => layer.shaped ?? layer);
      return () => {
        outputs.value = inputs.flatMap((input) => {
          const answer = parameters && imagePass(layers, parameters, squareImage(input))?.at(-1)?.values;
          return answer?.length === input.length ? [answer] : [];
        });
      };
    },
    [spec, inputs],
    EVERY,
  );
  if (originals.length === 0) return null;
  const look = { side, theme: theme.value };
  const error = (pictures: readonly ArrayLike<number>[]) =>
    smallNumberText(meanSquaredDifference(pictures, originals));
  return (
    <div class="repaired-pictures">
      <PictureRow {...look} title={text.pictureInputs} pictures={originals} />
      {corruption && <PictureRow {...look} title={text.pictureDisturbed(error(inputs))} pictures={inputs} />}
      {outputs.value.length === originals.length && (
        <PictureRow {...look} title={text.pictureOutputs(error(outputs.value))} pictures={outputs.value} />
      )}
    </div>
  );
}
