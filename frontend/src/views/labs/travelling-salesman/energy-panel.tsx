import { TRAVELLING_SALESMAN } from "../../../i18n/labs/travelling-salesman";
import type { EnergyTerms } from "../../../model/labs/travelling-salesman/hopfield-tank";
import { numberText } from "../../../render/format";
import { LineChart } from "../../charts/line-chart";
import { NumberTable } from "../../course/components/number-table";
import { useTexts } from "../../course/course-context";
import { SWINGING_STEPS } from "./use-network";

const TERMS = ["rows", "columns", "sum", "length"] as const;

/** The energy of each term over the steps, and its values now. */
export function EnergyPanel({ terms }: { readonly terms: readonly EnergyTerms[] }) {
  const text = useTexts(TRAVELLING_SALESMAN);
  const now = terms.at(-1);
  if (!now) return null;
  // The first swings are higher than anything after them and would flatten the rest.
  const calm = terms.slice(SWINGING_STEPS).flatMap((each) => TERMS.map((term) => each[term]));
  const total = TERMS.reduce((sum, each) => sum + now[each], 0);
  return (
    <div class="stage-halves">
      <LineChart
        name={text.energyChart}
        series={TERMS.map((term) => ({
          name: text.terms[term],
          dots: terms.map((each, step) => [step, each[term]] as const),
        }))}
        xLabel={text.step}
        yLabel={text.energy}
        x={[0, Math.max(terms.length - 1, 200)]}
        y={[0, 1.3 * calm.reduce((most, each) => Math.max(most, each), 1000)]}
        height={160}
      />
      <NumberTable caption={text.energyNow} columns={["", text.energy]}>
        {TERMS.map((term) => (
          <tr key={term}>
            <th scope="row">{text.termMeanings[term]}</th>
            <td>{numberText(now[term], 4)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{text.total}</th>
          <td>{numberText(total, 4)}</td>
        </tr>
      </NumberTable>
    </div>
  );
}
