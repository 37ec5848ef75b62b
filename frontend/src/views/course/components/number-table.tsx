import type { ComponentChildren } from "preact";
import "./number-table.css";

/** A table of numbers. The caller renders the rows. It scrolls horizontally if it is too wide. */
export function NumberTable({
  caption,
  columns,
  children,
}: {
  readonly caption?: string;
  /** Headings of the columns; an empty one is for the column of row headings. */
  readonly columns: readonly ComponentChildren[];
  readonly children: ComponentChildren;
}) {
  return (
    <div class="table-scroll" tabIndex={0}>
      <table class="number-table">
        {caption !== undefined && <caption>{caption}</caption>}
        <thead>
          <tr>
            {columns.map((column, at) =>
              column === "" ? (
                <td key={at} />
              ) : (
                <th key={at} scope="col">
                  {column}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
