import { hasSeveralLabels } from "../../model/spec/spec";
import { classColour, colourOf, css, paletteOf } from "../../render/colours";
import { outputRange } from "../../render/scalar-field";
import { markOf } from "../../render/marks";
import { usePage } from "../page-context";

/** A colour scale for one output, or the marker of each class for several. */
export function ColourLegend() {
  const { store } = usePage();
  const { task, data, network } = store.spec.value;
  const outputs = network.layers.at(-1)?.units ?? 1;
  const byClass = task === "classification" && outputs > 1 && !hasSeveralLabels(data);
  return byClass ? <Classes count={outputs} /> : <Scale />;
}

function Scale() {
  const { store, messages, theme } = usePage();
  const palette = paletteOf(theme.value);
  const scale = store.outputScale.value ?? { minimum: -1, maximum: 1 };
  const { centre, half } = outputRange(scale, store.spec.value.task);
  const stops = [-1, -0.5, 0, 0.5, 1].map((value) => css(colourOf(value, palette))).join(", ");
  return (
    <div class="legend">
      <p>{messages.value.legend}</p>
      <div class="legend-scale">
        <div class="legend-bar" style={{ background: `linear-gradient(to right, ${stops})` }} />
        <div class="legend-ticks tabular-numbers">
          {[centre - half, centre, centre + half].map((value) => (
            <span key={value}>{Number(value.toFixed(1)).toString().replace("-", "−")}</span>
          ))}
        </div>
      </div>
    </div>
  );
}

function Classes({ count }: { readonly count: number }) {
  const { messages, theme } = usePage();
  const text = messages.value;
  const palette = paletteOf(theme.value);
  return (
    <div class="legend legend-classes">
      <ul>
        {Array.from({ length: count }, (_, label) => (
          <li key={label}>
            <ClassMark label={label} colour={css(classColour(label, palette))} />
            {text.className(label)}
          </li>
        ))}
      </ul>
      <p>{text.legendClasses}</p>
    </div>
  );
}

/** The marker of a class, as in the plot. */
export function ClassMark({ label, colour }: { readonly label: number; readonly colour: string }) {
  const { path, rotation } = markOf(label, 5);
  return (
    <svg class="class-mark" width={16} height={16} viewBox="-8 -8 16 16" aria-hidden="true">
      <path d={path} transform={`rotate(${String(rotation)})`} fill={colour} />
    </svg>
  );
}
