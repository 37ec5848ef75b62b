import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { columnCount } from "../../model/spec/spec";
import { tableToUpload } from "../../model/data/dataset";
import { readPointsTable, writePointsTable } from "../../model/data/points-table";
import { Icon } from "../controls/icons";
import { usePage } from "../page-context";
import { saveFile } from "../sharing/save-file";
import { tableErrorText, uploadFailureText } from "./table-error";

/** The samples as an editable table of text, which can also be loaded from a file. A long one is uploaded. */
export function PointsDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { store, datasets, messages } = usePage();
  const text = messages.value;
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const error = useSignal<string | undefined>(undefined);
  const columns = columnCount(store.spec.value);
  useEffect(() => {
    if (!open) {
      dialog.current?.close();
      return;
    }
    error.value = undefined;
    const uploaded = store.spec.peek().data.source === "uploaded";
    const samples = uploaded ? undefined : store.shownSamples.peek();
    if (field.current) field.current.value = samples ? writePointsTable(samples, columns) : "";
    dialog.current?.showModal();
    field.current?.setSelectionRange(0, 0);
  }, [open]);
  const apply = () => {
    const table = field.current?.value ?? "";
    const read = tableToUpload(table) === undefined ? readPointsTable(table, store.spec.value) : undefined;
    if (read && "type" in read) {
      reject(tableErrorText(read, text));
      return;
    }
    error.value = undefined;
    void datasets.load(table).then((failure) => {
      if (failure) reject(uploadFailureText(failure, text));
      else onClose();
    });
  };
  const reject = (fault: string) => {
    error.value = fault;
    field.current?.focus();
  };
  return (
    <dialog ref={dialog} class="dialog points-dialog" aria-labelledby="points-title" onClose={onClose}>
      <h2 id="points-title">{text.tableTitle}</h2>
      <label for="points-table">{text.tableHint(columns, store.spec.value.task === "regression")}</label>
      <p class="section-hint">{text.tableLong}</p>
      <textarea
        id="points-table"
        ref={field}
        rows={10}
        spellcheck={false}
        aria-describedby="points-error"
        aria-invalid={error.value !== undefined}
      />
      <p id="points-error" class="field-error" role="alert">
        {error.value}
      </p>
      <p class="section-hint" role="status">
        {datasets.uploading.value && text.uploading}
      </p>
      <div class="points-dialog-buttons">
        <label class="plain file">
          {text.tableFile}
          <input
            type="file"
            class="visually-hidden"
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            onChange={({ currentTarget }) => {
              void currentTarget.files?.[0]?.text().then((table) => {
                if (field.current) field.current.value = table;
              });
            }}
          />
        </label>
        <button
          type="button"
          class="plain"
          data-action="save-table"
          onClick={() => {
            saveFile("points.csv", new Blob([field.current?.value ?? ""], { type: "text/csv" }));
          }}
        >
          {text.tableSave}
        </button>
        <button
          type="button"
          class="plain notice-action"
          data-action="use-table"
          disabled={!store.editable.value || datasets.uploading.value}
          onClick={apply}
        >
          {text.tableUse}
        </button>
      </div>
      <button type="button" class="quiet round dialog-close" aria-label={text.close} onClick={onClose}>
        <Icon name="close" />
      </button>
    </dialog>
  );
}
