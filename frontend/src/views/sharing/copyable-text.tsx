import { usePage } from "../page-context";
import { saveFile } from "./save-file";
import { COPY_KEYS, useCopy } from "./use-copy";

/**
 * A text with a button that copies it, or selects it if the browser forbids copying, and a button that saves it if
 * `file` is given.
 */
export function CopyableText({
  name,
  text,
  what,
  rows = 2,
  file,
}: {
  readonly name: string;
  readonly text: string;
  /** Suffix of ids and of the attributes that tests use. */
  readonly what: string;
  readonly rows?: number;
  readonly file?: string | undefined;
}) {
  const words = usePage().messages.value;
  const { field, done, copy } = useCopy(text);
  return (
    <div class="share-row">
      <div class="share-name">
        <label for={`share-${what}`}>{name}</label>
        <span class="share-selected" role="status">
          {done.value === "selected" && words.selected(COPY_KEYS)}
        </span>
      </div>
      <textarea id={`share-${what}`} ref={field} readOnly rows={rows} value={text} />
      <div class="share-buttons">
        <button type="button" class="plain" data-action={`copy-${what}`} onClick={() => void copy()}>
          <span aria-live="polite">{done.value === "copied" ? words.copied : words.copy}</span>
        </button>
        {file !== undefined && (
          <button
            type="button"
            class="plain"
            data-action={`save-${what}`}
            onClick={() => {
              saveFile(file, new Blob([text], { type: "text/plain" }));
            }}
          >
            {words.save}
          </button>
        )}
      </div>
    </div>
  );
}
