import { decodeAddress, encodeAddress } from "../../model/address/address";
import { DEFAULT_VIEW } from "../../model/address/view-settings";
import type { Edit, Edits } from "./edit-history";

/** Maximum length of the text. An edit with the parameters of a network of 200 takes about 4,000 characters. */
const MAX_LENGTH = 100_000;

/** An edit as text; settings are an address, which is short and which any version of the page can read. */
type KeptEdit = Exclude<Edit, { readonly type: "settings" }> | KeptSettings;

interface KeptSettings extends Pick<
  Extract<Edit, { readonly type: "settings" }>,
  "keepParameters" | "learned"
> {
  readonly type: "settings";
  readonly address: string;
}

/** The edits as text, without the oldest ones if there are too many. */
export function textOfEdits({ undoable, redoable }: Edits): string {
  let left = MAX_LENGTH;
  // What is nearest to the current state matters most, and an edit without those after it cannot be applied.
  const newest = (edits: readonly Edit[]) => {
    const kept: string[] = [];
    for (const edit of edits.toReversed()) {
      const text = JSON.stringify(keptEdit(edit));
      left -= text.length + 1;
      if (left < 0) break;
      kept.unshift(text);
    }
    return `[${kept.join()}]`;
  };
  return `{"undoable":${newest(undoable)},"redoable":${newest(redoable)}}`;
}

/** Reads the edits; none if the text is damaged. */
export function editsOf(text: string): Edits {
  try {
    const { undoable, redoable } = JSON.parse(text) as Readonly<Record<keyof Edits, readonly KeptEdit[]>>;
    return { undoable: undoable.map(editOf), redoable: redoable.map(editOf) };
  } catch {
    return { undoable: [], redoable: [] };
  }
}

function keptEdit(edit: Edit): KeptEdit {
  if (edit.type !== "settings") return edit;
  const { spec, stop, ...rest } = edit;
  return { ...rest, address: encodeAddress({ spec, stop, view: DEFAULT_VIEW, unknown: [] }) };
}

function editOf(kept: KeptEdit): Edit {
  switch (kept.type) {
    case "settings": {
      const { address, ...rest } = kept;
      const { spec, stop = {} } = decodeAddress(address);
      return { ...rest, spec, stop };
    }
    case "reset":
    case "parameter":
      return kept;
  }
  throw new Error("The stored edit has no known type.");
}
