import type { ComponentChildren } from "preact";
import "./number-table.css";

/** Numbers in rows, which the caller writes; it scrolls sideways by itself where it is too wide. */
export function NumberTable({
  caption,
  columns,
  children,
}: {
  readonly caption: string;
  /** Heads of the columns; an empty one stands over the rows' own heads. */
  readonly columns: readonly ComponentChildren[];
  readonly children: ComponentChildren;
}) {
  return (
    <div class="table-scroll" tabIndex={0}>
      <table class="number-table">
        <caption>{caption}</caption>
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
