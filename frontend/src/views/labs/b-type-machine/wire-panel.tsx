import { useId } from "preact/hooks";
import { B_TYPE_MACHINE } from "../../../i18n/labs/b-type-machine";
import { settingOf, type Link } from "../../../model/labs/b-type-machine/link";
import { INPUTS, type Machine, type Pulse, type Source } from "../../../model/labs/b-type-machine/machine";
import type { Bit } from "../../../model/labs/b-type-machine/threshold-neuron";
import { useTexts } from "../../course/course-context";
import { Action } from "../../controls/action";
import { LinkBox } from "./link-box";
import { sourceName } from "./machine-picture";

/** The selected wire: where it comes from, and its link with the buttons that train it. */
export function WirePanel({
  machine,
  link,
  signal,
  wire,
  pulse,
  onRewire,
  onPulse,
}: {
  readonly machine: Machine;
  readonly link: Link | undefined;
  readonly signal: Bit;
  readonly wire: number;
  readonly pulse: Pulse | undefined;
  readonly onRewire: (source: Source) => void;
  readonly onPulse: (input: "a" | "b") => void;
}) {
  const text = useTexts(B_TYPE_MACHINE);
  const id = useId();
  const source = machine.wires[wire >> 1]?.[wire & 1 ? 1 : 0] ?? 0;
  const pulsed = (input: "a" | "b"): Bit => (pulse?.wire === wire && pulse.input === input ? 0 : 1);
  return (
    <fieldset class="choice wire-panel" data-wire={wire}>
      <legend>{text.wire(sourceName(wire >> 1, true), (wire & 1) + 1)}</legend>
      <div class="field">
        <label for={id}>{text.comesFrom}</label>
        <span class="select">
          <select
            id={id}
            value={source}
            onChange={({ currentTarget }) => {
              onRewire(Number(currentTarget.value));
            }}
          >
            {Array.from({ length: INPUTS + machine.wires.length }, (_, at) => (
              <option key={at} value={at}>
                {sourceName(at)}
              </option>
            ))}
          </select>
        </span>
      </div>
      {machine.linked && link && (
        <>
          <LinkBox link={link} c={signal} a={pulsed("a")} b={pulsed("b")} />
          <div class="stage-row">
            <Action name="pulse-a" onPress={() => onPulse("a")}>
              {text.openLink}
            </Action>
            <Action name="pulse-b" onPress={() => onPulse("b")}>
              {text.closeLink}
            </Action>
            <span class="stage-note" data-setting={settingOf(link)}>
              {text.settings[settingOf(link)]}
            </span>
          </div>
        </>
      )}
    </fieldset>
  );
}
