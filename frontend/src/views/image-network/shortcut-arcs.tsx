import type { Shortcut } from "../../model/spec/shaped-layers";
import type { NetworkGeometry } from "../../render/network-geometry";
import { usePage } from "../page-context";

/** CSS pixels. */
const RISE = 14;
const HEAD = 4;

/** A line from each layer to the concatenation that takes what it gives, past the layers between. */
export function ShortcutArcs({
  shortcuts,
  geometry: { layers, width },
}: {
  readonly shortcuts: readonly Shortcut[];
  readonly geometry: NetworkGeometry;
}) {
  const text = usePage().messages.value;
  if (shortcuts.length === 0) return null;
  // A short one is below a long one, and none shares its height with another.
  const byLength = shortcuts.toSorted((one, other) => one.to - one.from - (other.to - other.from));
  const height = RISE * (shortcuts.length + 1);
  const middle = (layer: number) => layers[layer]?.[0]?.x ?? 0;
  return (
    <svg
      class="shortcut-arcs"
      role="img"
      aria-label={shortcuts.map(({ from, to }) => text.shortcut(from + 1, to + 1)).join(". ")}
      width={width}
      height={height}
    >
      {byLength.map(({ from, to }, level) => (
        <g key={level} data-shortcut={`${String(from)} ${String(to)}`}>
          <path
            d={`M${String(middle(from))},${String(height)}V${String(height - RISE * (level + 1.5))}H${String(middle(to))}V${String(height - HEAD)}`}
          />
          <path
            class="shortcut-head"
            d={`M${String(middle(to))},${String(height)}l${String(-HEAD)},${String(-2 * HEAD)}h${String(2 * HEAD)}z`}
          />
        </g>
      ))}
    </svg>
  );
}
