import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { VANISHING } from "../../i18n/labs/vanishing";
import { untrainedSpec } from "../../model/labs/lab-specs";
import { numberText } from "../../render/format";
import { useCourse, useTexts } from "../course/course-context";
import { Slider } from "../course/components/controls";
import { Chart } from "../course/components/chart";
import { NumberTable } from "../course/components/number-table";
import { ServerNote, useServerWork } from "../course/components/server-note";
import { layerSignals } from "./layer-signals";

const UNITS = 8;
const CURVES = ["sigmoid", "relu"] as const;

/** How much of the error comes back to the first layer. */
export default function VanishingLab() {
  const text = useTexts(VANISHING);
  const { server } = useCourse();
  const depth = useSignal(4);
  const norms = useSignal<
    { readonly depth: number; readonly byCurve: readonly (readonly number[])[] } | undefined
  >(undefined);
  const work = useServerWork();
  useEffect(() => {
    void work.run(async () => {
      const asked = depth.value;
      const byCurve: (readonly number[])[] = [];
      for (const curve of CURVES) {
        const outcome = await layerSignals(server, untrainedSpec("xavier", curve, asked, UNITS));
        if (asked !== depth.value) return { type: "done", value: undefined };
        if (outcome.type !== "done") return outcome;
        byCurve.push(outcome.value.gradientNorms);
      }
      norms.value = { depth: asked, byCurve };
      return { type: "done", value: undefined };
    });
  }, [depth.value]);
  const shown = norms.value;
  const [sigmoid, relu] = shown?.byCurve.map(([first]) => first) ?? [];
  return (
    <div class="stage-column">
      <Slider
        name="depth"
        label={text.depth}
        value={depth.value}
        range={[1, 10, 1]}
        onSlide={(value) => (depth.value = value)}
      />
      <ServerNote work={work} />
      <Chart
        name={text.chart}
        series={CURVES.map((curve, at) => ({
          name: text.curves[curve],
          dots: shown?.byCurve[at]?.map((norm, layer) => [layer + 1, norm] as const) ?? [],
          tone: at + 1,
        }))}
        xLabel={text.layer}
        yLabel={text.norm}
        log
        height={260}
      />
      {sigmoid !== undefined && relu !== undefined && (
        <p class="stage-large tabular-numbers" data-depth={shown?.depth} data-ratio={sigmoid / relu}>
          {text.ratio(numberText(relu / sigmoid, 3))}
        </p>
      )}
      <NumberTable
        caption={text.table}
        columns={["", ...(shown?.byCurve[0] ?? []).map((_, layer) => layer + 1)]}
      >
        {CURVES.map((curve, at) => (
          <tr key={curve}>
            <th scope="row">{text.curves[curve]}</th>
            {shown?.byCurve[at]?.map((norm, layer) => (
              <td key={layer}>{numberText(norm, 2)}</td>
            ))}
          </tr>
        ))}
      </NumberTable>
    </div>
  );
}
