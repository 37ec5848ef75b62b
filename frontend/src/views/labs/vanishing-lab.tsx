import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { VANISHING } from "../../i18n/labs/vanishing";
import { untrainedSpec } from "../../model/labs/lab-specs";
import { numberText } from "../../render/format";
import { useCourse, useTexts } from "../course/course-context";
import { useLabActions } from "../course/inline-lab/use-lab-actions";
import { Slider } from "../controls/slider";
import { LineChart } from "../charts/line-chart";
import { NumberTable } from "../course/components/number-table";
import { ServerStatus, useServerRequest } from "../course/components/server-status";
import { measureLayers } from "./measure-layers";

const UNITS = 8;
const ACTIVATION_NAMES = ["sigmoid", "relu"] as const;

/** How much of the gradient reaches the first layer. */
export default function VanishingLab() {
  const text = useTexts(VANISHING);
  const { server } = useCourse();
  const depth = useSignal(4);
  const norms = useSignal<
    { readonly depth: number; readonly byCurve: readonly (readonly number[])[] } | undefined
  >(undefined);
  const request = useServerRequest();
  useEffect(() => {
    void request.run(async () => {
      const requestedDepth = depth.value;
      const byCurve: (readonly number[])[] = [];
      for (const curve of ACTIVATION_NAMES) {
        const outcome = await measureLayers(server, untrainedSpec("xavier", curve, requestedDepth, UNITS));
        if (requestedDepth !== depth.value) return { type: "done", value: undefined };
        if (outcome.type !== "done") return outcome;
        byCurve.push(outcome.value.gradientNorms);
      }
      norms.value = { depth: requestedDepth, byCurve };
      return { type: "done", value: undefined };
    });
  }, [depth.value]);
  useLabActions("vanishing", {
    shallow: () => (depth.value = 1),
    deep: () => (depth.value = 10),
  });
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
      <ServerStatus request={request} />
      <LineChart
        name={text.chart}
        series={ACTIVATION_NAMES.map((curve, at) => ({
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
        {ACTIVATION_NAMES.map((curve, at) => (
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
