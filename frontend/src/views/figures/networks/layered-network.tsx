import { NETWORK_FIGURES } from "../../../i18n/figures/networks";
import { useTexts } from "../../course/course-context";
import { Figure, Panel } from "../parts/figure";
import { Words } from "../parts/shapes";
import { Layered } from "./layered";

/** A multilayer perceptron with the count of its parameters. */
export function LayeredNetwork() {
  const text = useTexts(NETWORK_FIGURES).layeredNetwork;
  return (
    <Figure picture={text.picture} caption={text.caption}>
      <Panel size={[280, 240]}>
        <Layered
          layers={[
            { x: 40, rows: [58, 112, 166], tone: "orange", nameOf: (at) => `x${"₁₂₃"[at] ?? ""}` },
            { x: 140, rows: [34, 84, 134, 184], nameOf: (at) => `h${"₁₂₃₄"[at] ?? ""}` },
            { x: 240, rows: [84, 140], tone: "blue", nameOf: (at) => `y${"₁₂"[at] ?? ""}` },
          ]}
          toneOf={(layer, from, to) => (layer === 0 && from === 0 && to === 0 ? "orange" : undefined)}
        />
        <Words at={[86, 30]} anchor="end" tone="orange">
          w₁₁
        </Words>
        <Words at={[40, 212]} tone="orange">
          {text.input}
        </Words>
        <Words at={[140, 212]}>{text.hidden}</Words>
        <Words at={[240, 212]} tone="blue">
          {text.output}
        </Words>
        <Words at={[90, 232]} tone="soft">
          3·4 + 4 = 16
        </Words>
        <Words at={[190, 232]} tone="soft">
          4·2 + 2 = 10
        </Words>
      </Panel>
    </Figure>
  );
}
