/** A plane of cells; the stronger a cell's output, from 0 to 1, the stronger its colour. */
export function CellMap({
  cells,
  edge,
  size,
}: {
  readonly cells: Float64Array;
  readonly edge: number;
  readonly size: number;
}) {
  return (
    <svg
      class="cell-map"
      width={size}
      height={size}
      viewBox={`0 0 ${String(edge)} ${String(edge)}`}
      aria-hidden="true"
    >
      {Array.from(cells, (value, at) =>
        value > 0.02 ? (
          <rect
            key={at}
            class="pixel-cell"
            x={at % edge}
            y={Math.floor(at / edge)}
            width="1"
            height="1"
            fill-opacity={Math.min(value, 1)}
          />
        ) : null,
      )}
    </svg>
  );
}
