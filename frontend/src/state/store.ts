import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals-core";
import type { Address } from "../model/address/address";
import { FEATURE_OF_KEY } from "../model/address/address-keys";
import { BUILT_IN_CATALOG } from "../model/spec/built-in-catalog";
import type { Catalog } from "../model/spec/catalog";
import { columnFeatures } from "../model/spec/feature";
import { initialContent } from "../model/training/initial-content";
import { type Boundary, type Diagnosis, type Frame } from "../model/training/frame";
import type { Attention } from "../model/network/attention";
import { fits, type LayerParameters } from "../model/network/parameters";
import { isPlaying, type Job, type Stop } from "../model/training/job";
import { emptyCurve, type LossCurve } from "../model/training/loss-curve";
import type { Tool } from "../model/data/own-points";
import { FIRST_COLUMNS, type Columns, type Plane } from "../model/data/plane";
import { hasSamples, columnCount, type TrainingSpec } from "../model/spec/spec";
import type { TableError } from "../model/data/points-table";
import type { FormField } from "../model/training/problem";
import type { Samples } from "../model/data/samples";
import type { ViewSettings } from "../model/address/view-settings";
import type { Challenge } from "../model/data/challenges";
import { visiblePlane } from "./visible-plane";

/** The complete state of the page. Views read it; only `PageActions`, `LiveJob` and what they use write it. */
export interface Store {
  /** What the user wants to train; the server may have an older one for a moment. */
  readonly spec: Signal<TrainingSpec>;
  readonly view: Signal<ViewSettings>;
  /** The user's stop conditions. */
  readonly stop: Signal<Stop>;
  readonly unknownKeys: Signal<Address["unknown"]>;
  /** Id of somebody else's job that is on display instead of the user's own. */
  readonly watched: Signal<string | undefined>;
  /** The page's built-in catalogue until the server's has arrived. */
  readonly catalog: Signal<Catalog>;
  readonly job: Signal<Job | undefined>;
  readonly connection: Signal<Connection>;
  /** The effect of the last press of play or pause; undefined after the server's answer. */
  readonly intent: Signal<"play" | "pause" | undefined>;
  /** The present of the training, also while the past is on display. */
  readonly frame: Signal<Frame | undefined>;
  /** The latest boundary; kept when a frame has none. */
  readonly boundary: Signal<Boundary | undefined>;
  readonly curve: Signal<LossCurve>;
  /** The epoch of the past that is on display instead of the present. */
  readonly past: Signal<Past | undefined>;
  /** Losses of the job that this one is a branch of. */
  readonly parent: Signal<Parent | undefined>;
  readonly samples: Signal<Samples | undefined>;
  /** Whether the gradients are on display. */
  readonly gradientsRequested: Signal<boolean>;
  /** The two columns of the data that the plots show. */
  readonly columns: Signal<Columns>;
  /** The selected drawing tool, if any. */
  readonly tool: Signal<Tool | undefined>;
  readonly notice: Signal<Notice | undefined>;
  /** Id of the attempt at a training goal for which new jobs count. */
  readonly attempt: Signal<string | undefined>;
  /** How many targets of the page's training goal are reached; undefined without a goal. */
  readonly goalReached: Signal<{ readonly reached: number; readonly targets: number } | undefined>;
  /** Diagnoses that the user has dismissed. */
  readonly dismissedDiagnoses: Signal<ReadonlySet<string>>;
  readonly fieldErrors: Signal<ReadonlyMap<FormField, string>>;
  /** The unit under the pointer or focus, whose response is shown large. */
  readonly inspected: Signal<UnitAddress | undefined>;
  /** What the presenter of a watched job points at. */
  readonly attention: Signal<Attention | undefined>;

  /** Whether the job is somebody else's, so that the page cannot change it. */
  readonly readOnly: ReadonlySignal<boolean>;
  /** Whether settings and parameters can be changed: those of the own job in the present. */
  readonly editable: ReadonlySignal<boolean>;
  /** What the page draws: the frame of the past, or that of the present. */
  readonly shownFrame: ReadonlySignal<Frame | undefined>;
  readonly shownBoundary: ReadonlySignal<Boundary | undefined>;
  /** Whether what the page draws changes with every epoch of the training. */
  readonly moving: ReadonlySignal<boolean>;
  /** Whether all own points were deleted; training waits for the first new one. */
  readonly lacksSamples: ReadonlySignal<boolean>;
  /** Names of the controls that the address hides: TensorFlow Playground's names and our own. */
  readonly hidden: ReadonlySignal<ReadonlySet<string>>;
  /** Features that are offered or in use, without those that the address hides. */
  readonly shownFeatures: ReadonlySignal<readonly string[]>;
  /** Own points as they were drawn; other samples as the server generated them. */
  readonly shownSamples: ReadonlySignal<Samples | undefined>;
  readonly playing: ReadonlySignal<boolean>;
  /** The run on display; 0 before the first one. */
  readonly run: ReadonlySignal<number>;
  /** Parameters of the frame on display, if they fit the spec. */
  readonly parameters: ReadonlySignal<readonly LayerParameters[] | undefined>;
  /** Parameters of the present, if they fit the spec. */
  readonly presentParameters: ReadonlySignal<readonly LayerParameters[] | undefined>;
  /** Range of the output's colour scale. */
  readonly outputScale: ReadonlySignal<OutputScale | undefined>;
  /** The plane that the plots show. */
  readonly plane: ReadonlySignal<Plane>;
}

/** `frame` is that of `epoch`, or the previous one until the server has answered; undefined before the first one. */
export interface Past {
  readonly epoch: number;
  readonly frame: Frame | undefined;
}

/** The branch began after `epoch`. */
export interface Parent {
  readonly epoch: number;
  readonly curve: LossCurve;
}

/** `layer` counts from 0, the output layer last; an input has -1 and names its feature. */
export type UnitAddress =
  | { readonly layer: -1; readonly unit: number; readonly feature: string }
  | { readonly layer: number; readonly unit: number; readonly feature?: undefined };

export type OutputScale = Pick<Boundary, "minimum" | "maximum">;

export type Connection =
  | { readonly type: "connecting" }
  | { readonly type: "live" }
  | { readonly type: "lost" }
  /** Closed while the page is hidden. */
  | { readonly type: "suspended" };

export type Notice =
  | { readonly type: "newJob" }
  /** An undo has restored the parameters, but not the count of epochs. */
  | { readonly type: "weightsRestored" }
  | { readonly type: "idle" }
  /** The training has stopped because a condition was met. */
  | { readonly type: "stopped"; readonly reason: string; readonly bestEpoch?: number }
  /** A data set was learned the first time, after `epochs`; it ends with its run. */
  | {
      readonly type: "solved";
      readonly run: number;
      readonly epochs: number;
      readonly next: Challenge | undefined;
    }
  /** A problem of the training; `diverged` has stopped it. */
  | { readonly type: "diagnosis"; readonly diagnosis: Diagnosis }
  /** The address names a job that the server does not have. */
  | { readonly type: "noSuchJob" }
  /** A table of points cannot be read. */
  | { readonly type: "invalidTable"; readonly error: TableError }
  | { readonly type: "busy" }
  | { readonly type: "refused"; readonly detail: string };

export function createStore(address: Address): Store {
  const spec = signal(address.spec);
  const unknownKeys = signal(address.unknown);
  const watched = signal(address.job);
  const catalog = signal(BUILT_IN_CATALOG);
  const first = initialContent(address);
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
  const past = signal<Past | undefined>(undefined);
  const shownFrame = computed(() => past.value?.frame ?? frame.value);
  const shownBoundary = computed(() => past.value?.frame?.boundary ?? boundary.value);
  const fittingParameters = (of: ReadonlySignal<Frame | undefined>) =>
    computed(() => {
      const parameters = of.value?.parameters;
      return parameters && fits(parameters, spec.value) ? parameters : undefined;
    });
  const [minimum, maximum] = [
    computed(() => shownBoundary.value?.minimum),
    computed(() => shownBoundary.value?.maximum),
  ];
  const readOnly = computed(() => watched.value !== undefined);
  const playing = computed(() =>
    intent.value === undefined ? job.value !== undefined && isPlaying(job.value) : intent.value === "play",
  );
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
    past,
    parent: signal(undefined),
    samples,
    gradientsRequested: signal(false),
    columns,
    tool: signal(undefined),
    notice: signal(undefined),
    attempt: signal(undefined),
    goalReached: signal(undefined),
    dismissedDiagnoses: signal(new Set()),
    fieldErrors: signal(new Map()),
    inspected: signal(undefined),
    attention: signal(undefined),
    readOnly,
    editable: computed(() => !readOnly.value && past.value === undefined),
    shownFrame,
    shownBoundary,
    moving: computed(() => playing.value && past.value === undefined),
    lacksSamples: computed(() => !hasSamples(spec.value)),
    hidden,
    shownSamples,
    shownFeatures: computed(() => {
      const { features } = spec.value;
      const count = columnCount(spec.value);
      if (count !== 2) return offeredColumns(features, count);
      const taken = [...FEATURE_OF_KEY].flatMap(([key, name]) => (hidden.value.has(key) ? [name] : []));
      return catalog.value.features.filter((name) => features.includes(name) || !taken.includes(name));
    }),
    playing,
    run: computed(() => frame.value?.run ?? 0),
    parameters: fittingParameters(shownFrame),
    presentParameters: fittingParameters(frame),
    outputScale: computed(() =>
      minimum.value === undefined || maximum.value === undefined
        ? undefined
        : { minimum: minimum.value, maximum: maximum.value },
    ),
    plane: visiblePlane({ spec, columns, boundary: shownBoundary, samples: shownSamples }),
  };
}

/** The address of the page's current state. */
export function addressOf({ spec, view, stop, columns, unknownKeys }: Store): Address {
  return {
    spec: spec.value,
    view: view.value,
    stop: stop.value,
    columns: columns.value,
    unknown: unknownKeys.value,
  };
}

/** Columns after the first 32 are offered as features only if the spec uses them. */
const MAX_OFFERED_COLUMNS = 32;

function offeredColumns(chosen: readonly string[], count: number): readonly string[] {
  return columnFeatures(count).filter((name, index) => index < MAX_OFFERED_COLUMNS || chosen.includes(name));
}
