import "./pixels.css";

/** Below this the colour of a cell is not visible. */
const LEAST = 0.02;

/**
 * Numbers as a picture, row by row: the larger a number from -1 to 1, the stronger its colour. Negative ones are orange.
 */
export function CellMap({
  cells,
  columns,
  size,
}: {
  readonly cells: ArrayLike<number>;
  readonly columns: number;
  /** CSS pixels */
  readonly size: number;
}) {
  return (
    <svg
      class="cell-map"
      width={size}
      height={size}
      viewBox={`0 0 ${String(columns)} ${String(cells.length / columns)}`}
      aria-hidden="true"
    >
      {Array.from(cells, (value, at) =>
        Math.abs(value) > LEAST ? (
          <rect
            key={at}
            class={value < 0 ? "pixel-cell-negative" : "pixel-cell"}
            x={at % columns}
            y={Math.floor(at / columns)}
            width="1"
            height="1"
            fill-opacity={Math.min(Math.abs(value), 1)}
          />
        ) : null,
      )}
    </svg>
  );
}
