import { useSignal } from "@preact/signals";
import { TRAVELLING_SALESMAN } from "../../../i18n/labs/travelling-salesman";
import {
  HOPFIELD_TANK,
  SMALL_D,
  tourLengthOfStart,
  type Parameters,
} from "../../../model/labs/travelling-salesman/hopfield-tank";
import {
  allTours,
  HOPFIELD_TANK_CITIES,
  shorterTours,
  tourCount,
  type AllTours,
  type Distances,
} from "../../../model/labs/travelling-salesman/tours";
import { Action } from "../../controls/action";
import { useTexts } from "../../course/course-context";
import { useLabActions } from "../../course/inline-lab/use-lab-actions";
import { useSlices } from "../frames/use-slices";
import { CityMap, CITY_NAMES } from "./city-map";
import { EnergyPanel } from "./energy-panel";
import { ParameterSliders } from "./parameter-sliders";
import { StateMatrix } from "./state-matrix";
import { TourHistogram } from "./tour-histogram";
import { useNetwork } from "./use-network";
import "./travelling-salesman.css";

const STARTS = 20;

/** A network that looks for a short tour, and all tours to compare with. */
export default function TravellingSalesmanLab() {
  const text = useTexts(TRAVELLING_SALESMAN);
  const network = useNetwork();
  const { cities, parameters, seed, distances, outputs, terms, running, tour, length, ended } = network;
  const count = cities.value.length;
  const shownCount = tourCount(count).toLocaleString("en");
  const all = useSlices(() => allTours(distances.value), [distances.value]).value;
  /** The distances and parameters that twenty starts were asked for. */
  const asked = useSignal<readonly [Distances, Parameters] | undefined>(undefined);
  const isAsked = asked.value?.[0] === distances.value && asked.value[1] === parameters.value;
  const starts = useSlices(
    () => (isAsked ? startsOf(distances.value, parameters.value) : nothing()),
    [isAsked, distances.value, parameters.value],
  );
  const ends = starts.value ?? [];
  const valid = ends.filter((each) => each !== undefined);
  const tryTwenty = () => (asked.value = [distances.value, parameters.value]);
  useLabActions("travelling-salesman", {
    start: () => {
      network.start(seed.value + 1);
    },
    twenty: () => {
      network.change({ parameters: HOPFIELD_TANK });
      tryTwenty();
    },
    "small-d": () => {
      network.change({ parameters: SMALL_D });
      tryTwenty();
    },
  });
  return (
    <div class="stage-column">
      <div class="stage-row">
        <Action
          name="run"
          main
          onPress={
            running.value ? network.pause : ended.value ? () => network.start(seed.value) : network.run
          }
        >
          {running.value ? text.pause : ended.value ? text.again : text.run}
        </Action>
        <Action name="start" onPress={() => network.start(seed.value + 1)}>
          {text.newStart}
        </Action>
        <Action name="starts" disabled={isAsked} onPress={tryTwenty}>
          {text.twenty}
        </Action>
        <Action name="reset" onPress={() => network.change({ cities: HOPFIELD_TANK_CITIES })}>
          {text.reset}
        </Action>
      </div>
      <div class="stage-halves">
        <CityMap
          cities={cities.value}
          outputs={outputs.value}
          onMove={(city, to) => network.change({ cities: cities.value.with(city, to) })}
        />
        <StateMatrix outputs={outputs.value} cities={count} />
      </div>
      <p
        class="stage-note salesman-status"
        role="status"
        data-outcome={ended.value ? (length.value === undefined ? "invalid" : "valid") : "running"}
        data-length={length.value?.toFixed(4)}
      >
        {!ended.value
          ? text.running(seed.value)
          : tour.value && length.value !== undefined
            ? text.valid(
                tour.value.map((city) => CITY_NAMES[city]).join("–"),
                length.value.toFixed(2),
                shorterThan(all, length.value),
                shownCount,
              )
            : text.invalid}
      </p>
      {all ? (
        <TourHistogram tours={all} length={length.value} starts={valid} />
      ) : (
        <p class="stage-note histogram-waiting">{text.counting(shownCount)}</p>
      )}
      {isAsked && (
        <p class="stage-note" role="status" data-starts={ends.length} data-valid={valid.length}>
          {text.starts(
            valid.length,
            ends.length,
            valid.length === 0 ? "–" : Math.min(...valid).toFixed(2),
            valid.length === 0 ? "–" : Math.max(...valid).toFixed(2),
          )}
        </p>
      )}
      <EnergyPanel terms={terms.value} />
      <ParameterSliders
        parameters={parameters.value}
        onChange={(changed) => network.change({ parameters: changed })}
      />
    </div>
  );
}

/** Number of all tours that are shorter. */
function shorterThan(all: AllTours | undefined, length: number): string {
  return all ? shorterTours(all.lengths, length).toLocaleString("en") : "…";
}

/** The ends of the starts so far: the length of each tour, or undefined. */
function* startsOf(
  distances: Distances,
  parameters: Parameters,
): Generator<readonly (number | undefined)[], void> {
  const ends: (number | undefined)[] = [];
  for (let seed = 0; seed < STARTS; seed++) {
    ends.push(tourLengthOfStart(seed, distances, parameters));
    yield ends.slice();
  }
}

function* nothing(): Generator<readonly (number | undefined)[], void> {
  yield [];
}
