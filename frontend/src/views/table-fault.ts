import type { Messages } from "../i18n/messages";
import type { TableFault } from "../model/points-table";

/** What is wrong with a table of points, and in which line. */
export function faultWords({ line, type, found }: TableFault, text: Messages): string {
  return type === "empty" ? text["table.empty"] : text[`table.${type}`](String(line), found);
}
