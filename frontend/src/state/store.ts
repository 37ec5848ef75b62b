import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals-core";
import type { Address } from "../model/address";
import { FEATURE_OF_KEY } from "../model/address-keys";
import type { Catalog } from "../model/catalog";
import { columnFeatures } from "../model/feature";
import { CATALOG, firstSight } from "../model/first-sight";
import { fits, type Boundary, type Diagnosis, type Frame, type LayerParameters } from "../model/frame";
import { isPlaying, type Job, type Stop } from "../model/job";
import { emptyCurve, type LossCurve } from "../model/loss-curve";
import type { Tool } from "../model/own-points";
import { columnCount, FIRST_COLUMNS, type Columns, type Plane } from "../model/plane";
import type { TableFault } from "../model/points-table";
import type { Field } from "../model/problem";
import type { Samples } from "../model/samples";
import { hasSamples, type TrainingSpec } from "../model/spec";
import type { ViewSettings } from "../model/view-settings";
import { shownPlane } from "./shown-plane";

/** All that the page knows. Views read it; only `PageActions` and `LiveJob` write. */
export interface Store {
  /** What the person wants to train; the server may be a moment behind. */
  readonly spec: Signal<TrainingSpec>;
  readonly view: Signal<ViewSettings>;
  /** When the training pauses by itself. */
  readonly stop: Signal<Stop>;
  readonly unknownKeys: Signal<Address["unknown"]>;
  /** Somebody's job that is looked at in place of one's own. */
  readonly watched: Signal<string | undefined>;
  /** As this version of the page knows it, until the server has told its own. */
  readonly catalog: Signal<Catalog>;
  readonly job: Signal<Job | undefined>;
  readonly connection: Signal<Connection>;
  /** What a press of play or pause will have done; undefined once the server has answered. */
  readonly intent: Signal<"play" | "pause" | undefined>;
  readonly frame: Signal<Frame | undefined>;
  /** The latest boundary; kept while a frame without one is shown. */
  readonly boundary: Signal<Boundary | undefined>;
  readonly curve: Signal<LossCurve>;
  readonly samples: Signal<Samples | undefined>;
  /** Whether somebody looks at the gradients. */
  readonly gradientsWanted: Signal<boolean>;
  /** Which two of the data's columns the pictures span, where there are more. */
  readonly columns: Signal<Columns>;
  /** Undefined while the plane is only looked at. */
  readonly tool: Signal<Tool | undefined>;
  readonly notice: Signal<Notice | undefined>;
  /** Ailments that the person wants to hear no more of. */
  readonly dismissed: Signal<ReadonlySet<string>>;
  readonly fieldErrors: Signal<ReadonlyMap<Field, string>>;
  /** The unit under the pointer or focus: its response is shown large. */
  readonly inspected: Signal<UnitAddress | undefined>;

  /** Whether it is somebody else's job: nothing on the page changes it. */
  readonly looksOnly: ReadonlySignal<boolean>;
  /** Whether the own points are all gone: the training waits for the first one. */
  readonly waitsForPoints: ReadonlySignal<boolean>;
  /** Names of controls that the address hides, TensorFlow Playground's and our own. */
  readonly hidden: ReadonlySignal<ReadonlySet<string>>;
  /** On offer or in use: an address may take others out of sight. */
  readonly shownFeatures: ReadonlySignal<readonly string[]>;
  /** Own points at once, others as the server made them. */
  readonly shownSamples: ReadonlySignal<Samples | undefined>;
  readonly playing: ReadonlySignal<boolean>;
  /** The run whose numbers are shown; 0 before there is one. */
  readonly run: ReadonlySignal<number>;
  /** Of the shown frame, where they fit the spec. */
  readonly parameters: ReadonlySignal<readonly LayerParameters[] | undefined>;
  /** Which values the output's picture goes from and to. */
  readonly outputScale: ReadonlySignal<OutputScale | undefined>;
  /** What the pictures span. */
  readonly plane: ReadonlySignal<Plane>;
}

/** `layer` counts from 0, the output layer last; the features' column is -1 and names its feature. */
export type UnitAddress =
  | { readonly layer: -1; readonly unit: number; readonly feature: string }
  | { readonly layer: number; readonly unit: number; readonly feature?: undefined };

export type OutputScale = Pick<Boundary, "minimum" | "maximum">;

export type Connection =
  | { readonly type: "connecting" }
  | { readonly type: "live" }
  | { readonly type: "lost" }
  /** Closed on purpose while nobody looks. */
  | { readonly type: "sleeping" };

export type Notice =
  | { readonly type: "newJob" }
  /** An undo has brought back what the network had learned, but not its count of epochs. */
  | { readonly type: "weightsBack" }
  | { readonly type: "idle" }
  /** The training has stopped because a condition was met. */
  | { readonly type: "stopped"; readonly reason: string; readonly bestEpoch?: number }
  /** What ails the network; `diverged` has stopped it. */
  | { readonly type: "ailment"; readonly ailment: Diagnosis }
  /** The address names a job that the server does not have. */
  | { readonly type: "noSuchJob" }
  /** A table of points that cannot be read, from this line on. */
  | { readonly type: "wrongTable"; readonly fault: TableFault }
  | { readonly type: "busy" }
  | { readonly type: "refused"; readonly detail: string };

export function createStore(address: Address): Store {
  const spec = signal(address.spec);
  const unknownKeys = signal(address.unknown);
  const watched = signal(address.job);
  const catalog = signal(CATALOG);
  const first = firstSight(address);
  const hidden = computed(
    () =>
      new Set(
        unknownKeys.value.flatMap(([key, value]) =>
          key.endsWith("_hide") && value === "true" ? [key.slice(0, -"_hide".length)] : [],
        ),
      ),
  );
  const samples = signal(first?.samples);
  const job = signal<Job | undefined>(undefined);
  const intent = signal<"play" | "pause" | undefined>(undefined);
  const frame = signal(first?.frame);
  const boundary = signal(first?.boundary);
  const columns = signal(address.columns ?? FIRST_COLUMNS);
  const [minimum, maximum] = [
    computed(() => boundary.value?.minimum),
    computed(() => boundary.value?.maximum),
  ];
  const shownSamples = computed(() => {
    const { data } = spec.value;
    return data.source === "inline" ? { train: data.train, test: data.test ?? [] } : samples.value;
  });
  return {
    spec,
    view: signal(address.view),
    stop: signal(address.stop ?? {}),
    unknownKeys,
    watched,
    catalog,
    job,
    connection: signal<Connection>({ type: "connecting" }),
    intent,
    frame,
    boundary,
    curve: signal(emptyCurve(0)),
    samples,
    gradientsWanted: signal(false),
    columns,
    tool: signal(undefined),
    notice: signal(undefined),
    dismissed: signal(new Set()),
    fieldErrors: signal(new Map()),
    inspected: signal(undefined),
    looksOnly: computed(() => watched.value !== undefined),
    waitsForPoints: computed(() => !hasSamples(spec.value)),
    hidden,
    shownSamples,
    shownFeatures: computed(() => {
      const { features } = spec.value;
      const count = columnCount(spec.value);
      if (count !== 2) return offeredColumns(features, count);
      const taken = [...FEATURE_OF_KEY].flatMap(([key, name]) => (hidden.value.has(key) ? [name] : []));
      return catalog.value.features.filter((name) => features.includes(name) || !taken.includes(name));
    }),
    playing: computed(() =>
      intent.value === undefined ? job.value !== undefined && isPlaying(job.value) : intent.value === "play",
    ),
    run: computed(() => frame.value?.run ?? 0),
    parameters: computed(() => {
      const parameters = frame.value?.parameters;
      return parameters && fits(parameters, spec.value) ? parameters : undefined;
    }),
    outputScale: computed(() =>
      minimum.value === undefined || maximum.value === undefined
        ? undefined
        : { minimum: minimum.value, maximum: maximum.value },
    ),
    plane: shownPlane({ spec, columns, boundary, samples: shownSamples }),
  };
}

/** What the page's address says of it. */
export function addressOf({ spec, view, stop, columns, unknownKeys }: Store): Address {
  return {
    spec: spec.value,
    view: view.value,
    stop: stop.value,
    columns: columns.value,
    unknown: unknownKeys.value,
  };
}

/** More columns than these are offered only where the spec has them. */
const MOST_COLUMNS = 32;

function offeredColumns(chosen: readonly string[], count: number): readonly string[] {
  return columnFeatures(count).filter((name, index) => index < MOST_COLUMNS || chosen.includes(name));
}
