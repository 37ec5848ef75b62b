import { useSignal } from "@preact/signals";
import { useMemo, useRef } from "preact/hooks";
import { SUPPORT_VECTORS } from "../../../i18n/labs/support-vectors";
import type { LabelledPoint } from "../../../model/labs/perceptron";
import { decisionShift } from "../../../model/labs/support-vectors/decision";
import {
  isSupportVector,
  trainedMachine,
  type SupportVectorMachine,
} from "../../../model/labs/support-vectors/machine";
import { perceptronLines } from "../../../model/labs/support-vectors/perceptron-lines";
import {
  MAX_POINTS,
  pointsOf,
  POINT_SETS,
  SPAN,
  type PointSet,
} from "../../../model/labs/support-vectors/point-sets";
import { Action } from "../../controls/action";
import { Choice } from "../../controls/choice";
import { Slider } from "../../controls/slider";
import { useTexts } from "../../course/course-context";
import { useLabActions } from "../../course/inline-lab/use-lab-actions";
import { DecisionPlane } from "./decision-plane";
import { Lines } from "./lines";
import { PointTable } from "./point-table";
import "./support-vectors-lab.css";

const TOOLS = ["delete", "move", "positive", "negative"] as const;
/** Positions of the slider of C. */
const PRICES = [0.05, 0.1, 0.25, 0.5, 1, 2, 10, 100, 1000] as const;
/** Positions of the slider of gamma. */
const GAMMAS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20] as const;
/** A press within this distance of a point means the point; data units. */
const REACH = 0.25;
/** From here on the boundary has moved. */
const VISIBLE_SHIFT = 0.01;

type Deletion = { readonly support: boolean; readonly moved: boolean } | "kept";

/** The line with the widest margin: it depends on its support vectors only. */
export default function SupportVectorsLab() {
  const text = useTexts(SUPPORT_VECTORS);
  const set = useSignal<PointSet>("exercise");
  const points = useSignal(pointsOf("exercise"));
  const kernelType = useSignal<"linear" | "rbf">("linear");
  const price = useSignal(PRICES.length - 1);
  const width = useSignal(3);
  const tool = useSignal<(typeof TOOLS)[number]>("delete");
  const deletion = useSignal<Deletion | undefined>(undefined);
  const held = useRef<number | undefined>(undefined);
  const train = (of: readonly LabelledPoint[]) =>
    trainedMachine(
      of,
      kernelType.value === "linear" ? { type: "linear" } : { type: "rbf", gamma: GAMMAS[width.value] ?? 1 },
      PRICES[price.value] ?? 1,
    );
  const machine = useMemo(
    () => train(points.value),
    [points.value, kernelType.value, price.value, width.value],
  );
  const perceptrons = useMemo(() => perceptronLines(points.value), [points.value]);
  const change = (to: readonly LabelledPoint[]) => {
    points.value = to;
    deletion.value = undefined;
  };
  const open = (name: PointSet) => {
    set.value = name;
    kernelType.value = name === "ring" ? "rbf" : "linear";
    price.value = PRICES.indexOf(name === "overlap" ? 1 : name === "ring" ? 10 : 1000);
    change(pointsOf(name));
  };
  const remove = (at: number) => {
    const rest = points.value.toSpliced(at, 1);
    const support = machine !== undefined && isSupportVector(machine, at);
    const shift = decisionShift(machine, train(rest), SPAN);
    change(rest);
    deletion.value = { support, moved: shift > VISIBLE_SHIFT };
  };
  const place = (x1: number, x2: number, dragged: boolean) => {
    const x = [Math.round(x1 * 20) / 20, Math.round(x2 * 20) / 20] as const;
    if (!dragged) held.current = nearest(points.value, x);
    const at = held.current;
    const point = at === undefined ? undefined : points.value[at];
    switch (tool.value) {
      case "delete":
        if (!dragged && at !== undefined) remove(at);
        break;
      case "move":
        if (at !== undefined && point) change(points.value.with(at, { ...point, x }));
        break;
      case "positive":
      case "negative":
        if (!dragged) add(x, tool.value === "positive" ? 1 : -1);
    }
  };
  const add = (x: readonly [number, number], label: 1 | -1) => {
    if (points.value.length < MAX_POINTS) change([...points.value, { x, label }]);
  };
  const keepSupport = (of: SupportVectorMachine) => {
    change(of.points.filter((_, at) => isSupportVector(of, at)));
    deletion.value = "kept";
  };
  useLabActions("support-vectors", {
    start: () => open("exercise"),
    "delete-other": () => {
      const other = points.value.findIndex((_, at) => machine && !isSupportVector(machine, at));
      if (other >= 0) remove(other);
    },
    "support-only": () => {
      open("clouds");
      const clouds = train(points.value);
      if (clouds) keepSupport(clouds);
    },
    "soft-margin": () => {
      open("exercise");
      price.value = PRICES.indexOf(0.1);
    },
    ring: () => open("ring"),
  });
  return (
    <div class="stage-column">
      <Choice
        name="set"
        label={text.points}
        value={set.value}
        choices={POINT_SETS}
        nameOf={(name) => text.sets[name]}
        onChoose={open}
      />
      <div class="stage-grid">
        <DecisionPlane machine={machine} points={points.value} perceptrons={perceptrons} onPlace={place} />
        <div class="stage-column">
          <Choice
            name="tool"
            label={text.tool}
            value={tool.value}
            choices={TOOLS}
            nameOf={(name) => text.tools[name]}
            onChoose={(name) => (tool.value = name)}
          />
          <div class="stage-row">
            <Action
              name="keep-support"
              main
              disabled={!machine || supportCount(machine) === points.value.length}
              onPress={() => {
                if (machine) keepSupport(machine);
              }}
            >
              {text.keepSupport}
            </Action>
            <Action name="reset" onPress={() => open(set.value)}>
              {text.reset}
            </Action>
          </div>
          <p class="stage-note" role="status" data-moved={movedText(deletion.value)}>
            {deletion.value === undefined
              ? text.hint
              : deletion.value === "kept"
                ? text.kept
                : text.deleted(deletion.value.support, deletion.value.moved)}
          </p>
          <Choice
            name="kernel"
            label={text.kernel}
            value={kernelType.value}
            choices={["linear", "rbf"] as const}
            nameOf={(name) => text.kernels[name]}
            onChoose={(name) => (kernelType.value = name)}
          />
          <Slider
            name="c"
            label={text.price}
            value={price.value}
            shown={String(PRICES[price.value])}
            range={[0, PRICES.length - 1, 1]}
            onSlide={(value) => (price.value = value)}
          />
          {kernelType.value === "rbf" && (
            <Slider
              name="gamma"
              label={text.gamma}
              value={width.value}
              shown={String(GAMMAS[width.value])}
              range={[0, GAMMAS.length - 1, 1]}
              onSlide={(value) => (width.value = value)}
            />
          )}
          <Lines machine={machine} points={points.value} perceptrons={perceptrons} />
        </div>
      </div>
      <PointTable machine={machine} points={points.value} onDelete={remove} onAdd={add} />
    </div>
  );
}

function nearest(points: readonly LabelledPoint[], [x1, x2]: readonly [number, number]): number | undefined {
  const distances = points.map(({ x }) => Math.hypot(x[0] - x1, x[1] - x2));
  const least = Math.min(...distances);
  return least < REACH ? distances.indexOf(least) : undefined;
}

function supportCount(machine: SupportVectorMachine): number {
  return machine.points.filter((_, at) => isSupportVector(machine, at)).length;
}

function movedText(deletion: Deletion | undefined): boolean | undefined {
  return deletion === undefined ? undefined : deletion !== "kept" && deletion.moved;
}
