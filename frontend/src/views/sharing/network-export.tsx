import { useSignal } from "@preact/signals";
import { EXPORT_FORMATS, exportPath, type ExportFormat } from "../../model/export/network-file";
import { epochDigits } from "../../render/format";
import { usePage } from "../page-context";

/** The network on display as a file that runs elsewhere: the server writes it. */
export function NetworkExport() {
  const { store, messages } = usePage();
  const text = messages.value;
  const format = useSignal<ExportFormat>("onnx");
  const withData = useSignal(false);
  const job = store.job.value;
  if (!job) return null;
  const epoch = store.past.value?.epoch;
  const moment = { job: job.id, run: store.run.value, epoch };
  const shown = epochDigits(epoch ?? store.frame.value?.epoch ?? 0).digits;
  return (
    <>
      <fieldset class="export-formats">
        <legend>{text.exportNetwork(shown)}</legend>
        {EXPORT_FORMATS.map((each) => (
          <label key={each} class="export-format">
            <input
              type="radio"
              name="export-format"
              value={each}
              checked={each === format.value}
              onChange={() => (format.value = each)}
            />
            <span>
              <b>{text[`export.${each}`]}</b> {text[`export.${each}.hint`]}
            </span>
          </label>
        ))}
      </fieldset>
      <p class="export-file">
        <a
          class="plain"
          data-action="export"
          download
          href={
            new URL(exportPath(moment, format.value, withData.value), new URL(".", document.baseURI)).href
          }
        >
          {text.exportDownload}
        </a>
        <label class="check">
          <input
            type="checkbox"
            checked={withData.value}
            onChange={({ currentTarget }) => (withData.value = currentTarget.checked)}
          />
          {text.exportData}
        </label>
      </p>
    </>
  );
}
