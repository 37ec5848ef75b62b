import { useSignal } from "@preact/signals";
import { curlCommand, specText, weightsText } from "../../model/address/share";
import type { TrainingSpec } from "../../model/spec/spec";
import { CopyableText } from "./copyable-text";
import { useBoundaryPicture } from "../output/boundary-picture";
import { usePage } from "../page-context";
import { NetworkExport } from "./network-export";
import { savePicture } from "./save-picture";

const FILES = {
  spec: "spec.json",
  weights: "weights.json",
  curl: undefined,
} as const;
type ExportFormat = keyof typeof FILES;

/** Exports the network as a file, the spec, the current weights, an API call, and a picture of network and output. */
export function ExportSection({ spec }: { readonly spec: TrainingSpec }) {
  const { store, messages, theme } = usePage();
  const text = messages.value;
  const picture = useBoundaryPicture();
  const what = useSignal<ExportFormat>("spec");
  const parameters = store.parameters.value;
  const epoch = store.shownFrame.value?.epoch ?? 0;
  const texts: Readonly<Record<ExportFormat, string | undefined>> = {
    spec: specText(spec),
    weights: parameters && weightsText(epoch, parameters),
    curl: curlCommand(location, spec, store.stop.value),
  };
  const chosen = texts[what.value] === undefined ? "spec" : what.value;
  return (
    <>
      <NetworkExport />
      <div class="share-choice" role="radiogroup" aria-label={text.exportTitle}>
        {(["spec", "weights", "curl"] as const).map((each) => (
          <label key={each} class="check">
            <input
              type="radio"
              name="share-what"
              value={each}
              checked={each === chosen}
              disabled={texts[each] === undefined}
              onChange={() => (what.value = each)}
            />
            {text[`share.${each}`]}
          </label>
        ))}
      </div>
      <CopyableText
        name={text[`share.${chosen}.hint`]}
        text={texts[chosen] ?? ""}
        what="program"
        rows={6}
        file={FILES[chosen]}
      />
      <button
        type="button"
        class="plain"
        data-action="save-picture"
        onClick={() => {
          savePicture("network.png", { store, text, theme: theme.value, heatmap: picture() });
        }}
      >
        {text.sharePicture}
      </button>
    </>
  );
}
