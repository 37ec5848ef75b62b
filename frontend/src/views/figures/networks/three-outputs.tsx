import { NETWORK_FIGURES } from "../../../i18n/figures/networks";
import { useTexts } from "../../course/course-context";
import { Figure, Panel } from "../parts/figure";
import { Arrow, Words } from "../parts/shapes";
import { Layered } from "./layered";

const ROWS = [40, 106, 172] as const;

/** The lecture's 3-2-3 network, with the three paths from the first weight to the loss. */
export function ThreeOutputs() {
  const text = useTexts(NETWORK_FIGURES).threeOutputs;
  return (
    <Figure picture={text.picture} caption={text.caption}>
      <Panel size={[280, 215]}>
        <Layered
          r={14}
          layers={[
            { x: 24, rows: ROWS, nameOf: (at) => `x${"₁₂₃"[at] ?? ""}` },
            { x: 100, rows: [66, 146], nameOf: (at) => `h${"₁₂"[at] ?? ""}` },
            { x: 182, rows: ROWS, nameOf: (at) => `y${"₁₂₃"[at] ?? ""}` },
          ]}
          toneOf={(layer, from, to) => {
            if (layer === 0) return from === 0 && to === 0 ? "orange" : undefined;
            return from === 0 ? "blue" : undefined;
          }}
        />
        {ROWS.map((y) => (
          <Arrow key={y} from={[182, y]} to={[258, 106]} trim={[14, 14]} tone="blue" strong />
        ))}
        <Words at={[258, 106]} bold>
          L
        </Words>
        <Words at={[64, 32]} tone="orange" bold>
          w₁₁
        </Words>
        <Words at={[142, 34]} tone="blue">
          v₁₁
        </Words>
        <Words at={[150, 78]} tone="blue" over>
          v₂₁
        </Words>
        <Words at={[126, 120]} tone="blue" over>
          v₃₁
        </Words>
        <Words at={[24, 202]} tone="soft">
          {text.input}
        </Words>
        <Words at={[100, 202]} tone="soft">
          {text.hidden}
        </Words>
        <Words at={[182, 202]} tone="soft">
          {text.output}
        </Words>
      </Panel>
    </Figure>
  );
}
