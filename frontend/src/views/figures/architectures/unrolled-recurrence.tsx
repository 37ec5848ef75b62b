import { ARCHITECTURE_FIGURES } from "../../../i18n/figures/architectures";
import { useTexts } from "../../course/course-context";
import { Figure, Panel } from "../parts/figure";
import { Arrow, Unit, Words, type Place } from "../parts/shapes";

const STEPS = ["₁", "₂", "₃"] as const;
const SPACING = 92;

/** A recurrent network with its loop, and unrolled over three time steps. */
export function UnrolledRecurrence() {
  const text = useTexts(ARCHITECTURE_FIGURES).unrolledRecurrence;
  return (
    <Figure picture={text.picture} caption={text.caption}>
      <Panel size={[130, 200]} title={text.folded}>
        <TimeStep x={44} index="ₜ" />
        <g class="figure-blue">
          <path class="figure-line figure-strong" d="M62 92C108 66 108 136 69 114" />
          <path class="figure-head" d="M62 111L71 110L68 118z" />
        </g>
        <Words at={[112, 102]} tone="blue">
          Wₕ
        </Words>
      </Panel>
      <Panel size={[280, 200]} title={text.unrolled}>
        {STEPS.map((index, at) => {
          const x = 44 + at * SPACING;
          const before: Place = [x - SPACING, 100];
          return (
            <g key={index}>
              {at > 0 && (
                <>
                  <Arrow from={before} to={[x, 100]} tone="blue" strong trim={[19, 20]} />
                  <Words at={[x - SPACING / 2, 88]} tone="blue">
                    Wₕ
                  </Words>
                </>
              )}
              <TimeStep x={x} index={index} />
            </g>
          );
        })}
      </Panel>
    </Figure>
  );
}

/** Input, state and output of one time step, from bottom to top. */
function TimeStep({ x, index }: { readonly x: number; readonly index: string }) {
  return (
    <>
      <Arrow from={[x, 176]} to={[x, 100]} tone="orange" strong trim={[13, 20]} />
      <Arrow from={[x, 100]} to={[x, 24]} trim={[19, 14]} />
      <Words at={[x + 18, 142]} tone="orange">
        Wₓ
      </Words>
      <Words at={[x + 14, 60]}>V</Words>
      <Unit at={[x, 176]} tone="orange">
        x{index}
      </Unit>
      <Unit at={[x, 100]} r={19} tone="blue">
        h{index}
      </Unit>
      <Unit at={[x, 24]}>y{index}</Unit>
    </>
  );
}
