import { type Columns } from "../../model/data/plane";
import { columnCount } from "../../model/spec/spec";
import { hint } from "../controls/hint";
import { usePage } from "../page-context";

/** Selects the two columns that the plots show, for data of more columns. */
export function ColumnChoice() {
  const { store, actions, messages } = usePage();
  const text = messages.value;
  const count = columnCount(store.spec.value);
  if (count <= 2) return null;
  const [across, up] = store.plane.value.columns;
  const choice = (name: string, chosen: number, other: number, columnsOf: (column: number) => Columns) => (
    <label class="column-choice">
      {name}
      <span class="select">
        <select
          {...hint(text.columnsHint)}
          value={String(chosen)}
          onChange={({ currentTarget }) => {
            actions.chooseColumns(columnsOf(Number(currentTarget.value)));
          }}
        >
          {Array.from({ length: count }, (_, column) => (
            <option
              key={column}
              value={String(column)}
              disabled={column === other}
              selected={column === chosen}
            >
              {`x${String(column + 1)}`}
            </option>
          ))}
        </select>
      </span>
    </label>
  );
  return (
    <div class="column-choices">
      {choice(text.columnAcross, across, up, (column) => [column, up])}
      {choice(text.columnUp, up, across, (column) => [across, column])}
    </div>
  );
}
