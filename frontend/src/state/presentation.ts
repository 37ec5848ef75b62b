import { effect, signal } from "@preact/signals-core";
import type { Attention, TracedStep } from "../model/network/attention";
import type { ParameterAddress } from "../model/network/parameters";
import type { OwnJob } from "../model/training/job";
import type { TrainingServer } from "../model/training/training-server";
import type { Clock } from "./clock";
import type { LookInside } from "./inside/look-inside";
import type { Walkthrough } from "./inside/walkthrough";
import type { Store } from "./store";
import { Throttle } from "./throttle";

/** Minimum time between two messages to the server; milliseconds. It accepts 20 a second. */
const INTERVAL = 150;

/** While it is active, all who watch the page's job see what the user points at, or the step of "Look inside". */
export class Presentation {
  readonly active = signal(false);
  readonly #pointed = signal<ParameterAddress | undefined>(undefined);
  readonly #throttle: Throttle;
  #sent: string | undefined;

  /** @param own the page's own job; undefined until the server has created it */
  constructor(
    server: TrainingServer,
    clock: Clock,
    store: Store,
    inside: Pick<LookInside, "walkthrough">,
    own: () => OwnJob | undefined,
  ) {
    let current: Attention | undefined;
    this.#throttle = new Throttle(
      async () => {
        const job = own();
        const text = JSON.stringify(current);
        if (!job || text === this.#sent) return;
        this.#sent = text;
        // A lost message is not sent again: the next one replaces it.
        await server.attend(job, current);
      },
      INTERVAL,
      clock,
    );
    effect(() => {
      const walkthrough = inside.walkthrough.value;
      const attention = () => (walkthrough && stepOf(walkthrough)) ?? attentionOf(store, this.#pointed.value);
      current = this.active.value ? attention() : undefined;
      this.#throttle.call();
    });
  }

  start(): void {
    this.active.value = true;
  }

  stop(): void {
    this.active.value = false;
  }

  /** The weight or bias under the pointer. */
  point(parameter: ParameterAddress | undefined): void {
    this.#pointed.value = parameter;
  }
}

/**
 * The step that the user sees. Others trace it at the present parameters, so there is none for the traces before the last
 * one, which later batches have changed, and none for a point, which only this page knows.
 */
function stepOf(walkthrough: Walkthrough): TracedStep | undefined {
  const [trace, { count, shown }] = [walkthrough.trace.value, walkthrough.recorded.value];
  const sample = trace?.samples[0];
  if (!trace || shown < count - 1 || sample === undefined) return undefined;
  return {
    type: "trace",
    epoch: trace.epoch,
    of: trace.batch ? { batch: trace.batch.index } : { sample },
    step: walkthrough.stepIndex.value,
    row: walkthrough.row.value,
  };
}

function attentionOf({ spec, inspected }: Store, link: ParameterAddress | undefined): Attention | undefined {
  if (link) {
    const { layer, unit, from } = link;
    return from === "bias" ? { type: "unit", layer, unit } : { type: "link", layer, unit, input: from };
  }
  const unit = inspected.value;
  if (unit?.feature === undefined) return unit && { type: "unit", layer: unit.layer, unit: unit.unit };
  const input = spec.value.features.indexOf(unit.feature);
  return input < 0 ? undefined : { type: "input", input };
}
