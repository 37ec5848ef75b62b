import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { B_TYPE_MACHINE } from "../../../i18n/labs/b-type-machine";
import { nextLink, settingOf, type Link } from "../../../model/labs/b-type-machine/link";
import type { Bit } from "../../../model/labs/b-type-machine/threshold-neuron";
import { useTexts } from "../../course/course-context";
import { Action } from "../../controls/action";
import { Choice } from "../../controls/choice";
import { useLoop } from "../frames/use-loop";
import { useReducedMotion } from "../frames/use-reduced-motion";
import { LinkBox } from "./link-box";
import { TickChart, type Tick } from "./tick-chart";

/** Time of one tick; milliseconds. */
const TICK = 700;
const SHOWN_TICKS = 16;
const INITIAL_LINK: Link = { v: 0, w: 0, d: 1 };
const INITIAL_TICKS = 8;

/** One link, which is opened and closed by pulses on a and b. */
export function LinkPart() {
  const text = useTexts(B_TYPE_MACHINE);
  const reducedMotion = useReducedMotion();
  const running = useSignal(!reducedMotion.value);
  const c = useSignal<Bit>(0);
  const length = useSignal<"one" | "two">("two");
  const link = useSignal(INITIAL_LINK);
  const ticks = useSignal<readonly Tick[]>([]);
  /** Ticks that are left of the pulses. */
  const pulses = useRef({ a: 0, b: 0 });
  const step = () => {
    const { a, b } = pulses.current;
    pulses.current = { a: Math.max(a - 1, 0), b: Math.max(b - 1, 0) };
    const inputs = { c: c.value, a: a > 0 ? 0 : 1, b: b > 0 ? 0 : 1 } as const;
    ticks.value = [...ticks.value, { ...inputs, ...link.value }].slice(-SHOWN_TICKS);
    link.value = nextLink(link.value, inputs);
  };
  useEffect(() => {
    for (let tick = 0; tick < INITIAL_TICKS; tick++) step();
  }, []);
  useLoop(running.value, step, TICK);
  const pulse = (input: "a" | "b") => {
    const count = length.value === "one" ? 1 : 2;
    pulses.current = { ...pulses.current, [input]: count };
    if (!running.value) for (let tick = 0; tick <= count; tick++) step();
  };
  const setting = settingOf(link.value);
  return (
    <div class="stage-column">
      <div class="stage-row">
        <Action name="run" main onPress={() => (running.value = !running.value)}>
          {running.value ? text.pause : text.run}
        </Action>
        <Action name="tick" disabled={running.value} onPress={step}>
          {text.tick}
        </Action>
        <Action name="pulse-a" onPress={() => pulse("a")}>
          {text.pulse("a")}
        </Action>
        <Action name="pulse-b" onPress={() => pulse("b")}>
          {text.pulse("b")}
        </Action>
      </div>
      <div class="stage-halves">
        <Choice
          name="length"
          label={text.pulseLength}
          value={length.value}
          choices={["one", "two"] as const}
          nameOf={(name) => text.pulseLengths[name]}
          onChoose={(name) => (length.value = name)}
        />
        <Choice
          name="signal"
          label={text.signal}
          value={c.value === 1 ? "on" : "off"}
          choices={["off", "on"] as const}
          nameOf={(name) => (name === "on" ? "c = 1" : "c = 0")}
          onChoose={(name) => (c.value = name === "on" ? 1 : 0)}
        />
      </div>
      <LinkBox link={link.value} c={c.value} a={ticks.value.at(-1)?.a ?? 1} b={ticks.value.at(-1)?.b ?? 1} />
      <p class="stage-note" role="status" data-setting={setting}>
        {text.settings[setting]}
      </p>
      <TickChart name={text.tickChart} ticks={ticks.value} length={SHOWN_TICKS} />
    </div>
  );
}
