import { useMemo } from "preact/hooks";
import { SUPPORT_VECTORS } from "../../../i18n/labs/support-vectors";
import type { Domain } from "../../../model/data/plane";
import { lineEnds, type LabelledPoint, type Line } from "../../../model/labs/perceptron";
import { decisionGrid } from "../../../model/labs/support-vectors/decision";
import {
  isSupportVector,
  lineOf,
  type SupportVectorMachine,
} from "../../../model/labs/support-vectors/machine";
import type { PerceptronLine } from "../../../model/labs/support-vectors/perceptron-lines";
import { SPAN } from "../../../model/labs/support-vectors/point-sets";
import type { ScalarField } from "../../../render/scalar-field";
import { useTexts } from "../../course/course-context";
import { Plane, type PlaneScale } from "../../course/components/plane";
import { SeparatingLine } from "../separating-line";

const DOMAIN: Domain = [SPAN, SPAN];
/** The RBF kernel needs an exponential for each pixel and support vector. */
const RESOLUTION = { linear: 240, rbf: 120 } as const;

/** Points and margin: strong colours outside the margin, pale ones inside. Rings mark the support vectors. */
export function DecisionPlane({
  machine,
  points,
  perceptrons,
  onPlace,
}: {
  readonly machine: SupportVectorMachine | undefined;
  readonly points: readonly LabelledPoint[];
  readonly perceptrons: readonly PerceptronLine[];
  readonly onPlace: (x1: number, x2: number, dragged: boolean) => void;
}) {
  const text = useTexts(SUPPORT_VECTORS);
  const field = useMemo(() => machine && bandsOf(machine), [machine]);
  const support = points.filter((_, at) => machine && isSupportVector(machine, at)).length;
  return (
    <Plane
      name={text.plane(points.length, support)}
      domain={DOMAIN}
      field={field}
      xLabel="x₁"
      yLabel="x₂"
      onPlace={onPlace}
    >
      {(scale) => (
        <>
          {machine?.kernel.type === "linear" && (
            <>
              {perceptrons.map(({ order, line }) => (
                <PlaneLine
                  key={order}
                  line={line}
                  scale={scale}
                  name={`series series-${order === "lecture" ? "2" : "3"}`}
                />
              ))}
              {[-1, 1].map((edge) => {
                const line = lineOf(machine);
                return (
                  <PlaneLine
                    key={edge}
                    line={{ ...line, b: line.b - edge }}
                    scale={scale}
                    name="plane-line-before"
                  />
                );
              })}
              <SeparatingLine line={lineOf(machine)} scale={scale} span={SPAN} />
            </>
          )}
          {points.map(({ x, label }, at) => (
            <g key={at}>
              {machine && isSupportVector(machine, at) && (
                <circle class="ring" cx={scale.x(x[0])} cy={scale.y(x[1])} r={12} data-support-vector />
              )}
              <circle
                class={`dot ${label > 0 ? "dot-positive" : "dot-negative"}`}
                cx={scale.x(x[0])}
                cy={scale.y(x[1])}
                r={7}
              />
            </g>
          ))}
        </>
      )}
    </Plane>
  );
}

function bandsOf(machine: SupportVectorMachine): ScalarField {
  const resolution = RESOLUTION[machine.kernel.type];
  const values = decisionGrid(machine, SPAN, resolution);
  return { resolution, values: values.map((f) => Math.sign(f) * (Math.abs(f) < 1 ? 0.2 : 0.6)) };
}

function PlaneLine({
  line,
  scale,
  name,
}: {
  readonly line: Line;
  readonly scale: PlaneScale;
  readonly name: string;
}) {
  const ends = lineEnds(line, ...SPAN);
  if (!ends) return null;
  const [[x1, y1], [x2, y2]] = ends;
  return <line class={name} x1={scale.x(x1)} y1={scale.y(y1)} x2={scale.x(x2)} y2={scale.y(y2)} />;
}
