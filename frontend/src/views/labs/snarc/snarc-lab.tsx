import { useSignal } from "@preact/signals";
import { SNARC } from "../../../i18n/labs/snarc";
import { meanSteps, type MeanSteps, type Rule } from "../../../model/labs/snarc/learner";
import type { Maze } from "../../../model/labs/snarc/maze";
import { numberText } from "../../../render/format";
import { LineChart } from "../../charts/line-chart";
import { Action } from "../../controls/action";
import { Choice } from "../../controls/choice";
import { useTexts } from "../../course/course-context";
import { useLabActions } from "../../course/inline-lab/use-lab-actions";
import { useSlices } from "../frames/use-slices";
import { KnobBank } from "./knob-bank";
import { MazePicture } from "./maze-picture";
import { RUNS_AT_ONCE, useMachine } from "./use-machine";
import "./snarc.css";

const MACHINES = 40;
const SHOWN_RUNS = 200;

/** A machine of knobs and a chain that learns its way through a maze. */
export default function SnarcLab() {
  const text = useTexts(SNARC);
  const machine = useMachine();
  const { maze, knobs, rats, runs, rule, mode, pace, running, shortest } = machine;
  const shown = runs.value.slice(-SHOWN_RUNS);
  const first = runs.value.length - shown.length;
  useLabActions("snarc", {
    learn: machine.runAtOnce,
    "only-up": () => {
      machine.chooseRule("onlyUp");
      machine.runAtOnce();
    },
    "two-rats": () => {
      machine.setRats(2);
    },
    "by-hand": () => {
      mode.value = "hand";
    },
  });
  return (
    <div class="stage-column">
      <div class="stage-row">
        <Action name="run" main onPress={() => (running.value = !running.value)}>
          {running.value ? text.pause : text.run}
        </Action>
        <Action name="step" disabled={running.value} onPress={machine.step}>
          {text.step}
        </Action>
        <Action name="at-once" disabled={shortest.value === undefined} onPress={machine.runAtOnce}>
          {text.atOnce(RUNS_AT_ONCE)}
        </Action>
        <Action name="reward" onPress={machine.rewardNow}>
          {text.reward}
        </Action>
        <Action name="forget" onPress={machine.forget}>
          {text.forget}
        </Action>
      </div>
      <div class="stage-grid">
        <div class="stage-column">
          <MazePicture
            maze={maze.value}
            knobs={knobs.value}
            rats={rats.value}
            onToggle={machine.toggleWall}
          />
          <div class="stage-row">
            <Action name="maze" onPress={machine.resetMaze}>
              {text.resetMaze}
            </Action>
          </div>
        </div>
        <div class="stage-column">
          <Choice
            name="rule"
            label={text.rule}
            value={rule.value}
            choices={["upAndDown", "onlyUp"] as const}
            nameOf={(name) => text.rules[name]}
            onChoose={machine.chooseRule}
          />
          <Choice
            name="mode"
            label={text.rewardMode}
            value={mode.value}
            choices={["food", "hand"] as const}
            nameOf={(name) => text.rewardModes[name]}
            onChoose={(name) => (mode.value = name)}
          />
          <Choice
            name="rats"
            label={text.rats}
            value={rats.value.length === 1 ? "one" : "two"}
            choices={["one", "two"] as const}
            nameOf={(name) => text.ratCounts[name]}
            onChoose={(name) => machine.setRats(name === "one" ? 1 : 2)}
          />
          <Choice
            name="pace"
            label={text.pace}
            value={pace.value}
            choices={["slow", "fast"] as const}
            nameOf={(name) => text.paces[name]}
            onChoose={(name) => (pace.value = name)}
          />
          <p
            class="stage-note tabular-numbers"
            data-runs={runs.value.length}
            data-rewards={machine.rewards.value}
          >
            {shortest.value === undefined
              ? text.noWay
              : text.progress(runs.value.length, runs.value.at(-1), shortest.value)}
          </p>
        </div>
      </div>
      <KnobBank passages={machine.exits.value.flat()} knobs={knobs.value} rats={rats.value} />
      <p class="stage-note">{text.knobHint}</p>
      <LineChart
        name={text.chart}
        series={[
          { name: text.steps, dots: shown.map((steps, at) => [first + at + 1, steps] as const) },
          {
            name: text.shortest,
            dots: [
              [first + 1, shortest.value ?? 0],
              [first + Math.max(shown.length, 20), shortest.value ?? 0],
            ],
          },
        ]}
        xLabel={text.runNumber}
        yLabel={text.steps}
        x={[first + 1, first + Math.max(shown.length, 20)]}
        y={[0, Math.max(40, ...shown)]}
        height={140}
      />
      <Machines maze={maze.value} rule={rule.value} />
    </div>
  );
}

/** Many machines in the same maze, because a single one can be lucky. */
function Machines({ maze, rule }: { readonly maze: Maze; readonly rule: Rule }) {
  const text = useTexts(SNARC);
  const asked = useSignal<readonly [Maze, Rule] | undefined>(undefined);
  const isAsked = asked.value?.[0] === maze && asked.value[1] === rule;
  const { value } = useSlices(
    () => (isAsked ? meanSteps(maze, rule, MACHINES) : nothing()),
    [isAsked, maze, rule],
  );
  return (
    <div class="stage-row">
      <Action name="machines" disabled={isAsked} onPress={() => (asked.value = [maze, rule])}>
        {text.machines(MACHINES)}
      </Action>
      <p
        class="stage-note tabular-numbers"
        role="status"
        data-machines={value?.machines}
        data-first={value?.first.toFixed(1)}
        data-last={value?.last.toFixed(1)}
      >
        {value && text.mean(value.machines, numberText(value.first, 3), numberText(value.last, 3))}
      </p>
    </div>
  );
}

function* nothing(): Generator<MeanSteps, void> {
  // No machines.
}
