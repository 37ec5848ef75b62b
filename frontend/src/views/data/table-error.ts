import type { Messages } from "../../i18n/messages";
import type { TableError } from "../../model/data/points-table";

/** What is wrong with a table of points, and in which line. */
export function tableErrorText({ line, type, found }: TableError, text: Messages): string {
  return type === "empty" ? text["table.empty"] : text[`table.${type}`](String(line), found);
}
