import { colourOf, css, paletteOf } from "../render/colours";
import { outputRange } from "../render/heatmap";
import { usePage } from "./page-context";

export function ColourLegend() {
  const { store, messages, theme } = usePage();
  const palette = paletteOf(theme.value);
  const { centre, half } = outputRange(
    store.boundary.value ?? { minimum: -1, maximum: 1 },
    store.spec.value.task,
  );
  const stops = [-1, -0.5, 0, 0.5, 1].map((value) => css(colourOf(value, palette))).join(", ");
  return (
    <div class="legend">
      <p>{messages.value.legend}</p>
      <div class="legend-scale">
        <div class="legend-bar" style={{ background: `linear-gradient(to right, ${stops})` }} />
        <div class="legend-ticks figure">
          {[centre - half, centre, centre + half].map((value) => (
            <span key={value}>{Number(value.toFixed(1)).toString().replace("-", "−")}</span>
          ))}
        </div>
      </div>
    </div>
  );
}
