import type { Messages } from "../../i18n/messages";
import type { TableError } from "../../model/data/points-table";
import type { Failure } from "../../model/training/training-server";

/** How many faults of an uploaded table are told. */
const SHOWN_FAULTS = 3;

/** What is wrong with a table of points, and in which line. */
export function tableErrorText({ line, type, found }: TableError, text: Messages): string {
  return type === "empty" ? text["table.empty"] : text[`table.${type}`](String(line), found);
}

/** Why a table is not on the server: each fault with its row, in a line of its own. */
export function uploadFailureText(failure: Failure, text: Messages): string {
  switch (failure.type) {
    case "refused": {
      const { errors, detail, title } = failure.problem;
      if (errors.length === 0) return detail ?? title;
      const more = errors.length - SHOWN_FAULTS;
      return [
        ...errors.slice(0, SHOWN_FAULTS).map((error) => error.detail),
        ...(more > 0 ? [text.moreFaults(more)] : []),
      ].join("\n");
    }
    case "busy":
      return text.uploadBusy;
    case "gone":
    case "unreachable":
      return text.uploadUnreachable;
  }
}
