import { useId } from "preact/hooks";
import { CONVOLUTION } from "../../../i18n/labs/convolution";
import {
  FILTERS,
  KERNEL,
  kernelOf,
  MAP_EDGE,
  windowAt,
} from "../../../model/labs/convolution/digit-networks";
import { mapOf, type Maps } from "../../../model/network/image-pass";
import type { LayerParameters } from "../../../model/network/parameters";
import { numberText, parameterText } from "../../../render/format";
import { Action } from "../../controls/action";
import { useTexts } from "../../course/course-context";
import { CellMap } from "../../pixels/cell-map";
import { PixelGrid } from "../../pixels/pixel-grid";

/** Kernels at hand, row by row. */
export const KERNELS = {
  vertical: [-1, 0, 1, -1, 0, 1, -1, 0, 1],
  horizontal: [-1, -1, -1, 0, 0, 0, 1, 1, 1],
} as const;

const POOLED_EDGE = MAP_EDGE / 2;

/** All filters with their maps; one of them with its numbers. */
export function FiltersPart({
  parameters,
  maps,
  pooled,
  picture,
  filter,
  position,
  isEdited,
  onFilter,
  onPosition,
  onKernel,
  onLearned,
}: {
  readonly parameters: readonly LayerParameters[];
  readonly maps: Maps;
  readonly pooled: Maps;
  readonly picture: Float64Array;
  readonly filter: number;
  readonly position: number;
  readonly isEdited: boolean;
  readonly onFilter: (filter: number) => void;
  readonly onPosition: (position: number) => void;
  readonly onKernel: (weights: readonly number[]) => void;
  readonly onLearned: () => void;
}) {
  const text = useTexts(CONVOLUTION);
  const group = useId();
  const largest = Math.max(...maps.values) || 1;
  const scaled = (from: Maps, each: number) => mapOf(from, each).map((value) => value / largest);
  const kernel = kernelOf(parameters, filter);
  return (
    <section class="stage-column">
      <h2>{text.filters}</h2>
      <p class="stage-note">{text.filtersNote}</p>
      <div class="filter-row" role="radiogroup" aria-label={text.filters}>
        {Array.from({ length: FILTERS }, (_, each) => (
          <label key={each} class="filter" data-filter={each}>
            <input
              type="radio"
              name={group}
              checked={each === filter}
              onChange={() => {
                onFilter(each);
              }}
            />
            <span class="visually-hidden">{text.filter(each + 1)}</span>
            <CellMap cells={relative(kernelOf(parameters, each))} columns={KERNEL} size={36} />
            <CellMap cells={scaled(maps, each)} columns={MAP_EDGE} size={60} />
            <CellMap cells={scaled(pooled, each)} columns={POOLED_EDGE} size={36} />
          </label>
        ))}
      </div>
      <div class="stage-grid">
        <div class="stage-column">
          <KernelTable name={text.kernel(filter + 1)} kernel={kernel} onKernel={onKernel} />
          <div class="stage-row">
            {(["vertical", "horizontal"] as const).map((name) => (
              <Action key={name} name={name} onPress={() => onKernel(KERNELS[name])}>
                {text.kernels[name]}
              </Action>
            ))}
            <Action name="learned" disabled={!isEdited} onPress={onLearned}>
              {text.kernels.learned}
            </Action>
          </div>
        </div>
        <div class="stage-column feature-map">
          <PixelGrid
            name={text.map(filter + 1)}
            nameOf={text.pixel}
            columns={MAP_EDGE}
            pixels={Array.from({ length: MAP_EDGE ** 2 }, () => false)}
            shadeOf={(at) => shade(scaled(maps, filter)[at] ?? 0)}
            isMarked={(at) => at === position}
            onPaint={onPosition}
            onPoint={onPosition}
          />
          <Sum
            kernel={kernel}
            bias={parameters[0]?.biases[filter] ?? 0}
            picture={picture}
            position={position}
            value={mapOf(maps, filter)[position] ?? 0}
          />
        </div>
      </div>
    </section>
  );
}

function Sum({
  kernel,
  bias,
  picture,
  position,
  value,
}: {
  readonly kernel: readonly number[];
  readonly bias: number;
  readonly picture: Float64Array;
  readonly position: number;
  readonly value: number;
}) {
  const text = useTexts(CONVOLUTION);
  const sum = windowAt(position).reduce(
    (all, pixel, at) => all + (kernel[at] ?? 0) * (picture[pixel] ?? 0),
    0,
  );
  return (
    <p class="stage-note tabular-numbers" role="status" data-sum={sum + bias} data-value={value}>
      {text.sum(
        Math.floor(position / MAP_EDGE) + 1,
        (position % MAP_EDGE) + 1,
        parameterText(sum),
        parameterText(bias),
        parameterText(value),
      )}
    </p>
  );
}

/** The nine weights to edit. */
function KernelTable({
  name,
  kernel,
  onKernel,
}: {
  readonly name: string;
  readonly kernel: readonly number[];
  readonly onKernel: (weights: readonly number[]) => void;
}) {
  const text = useTexts(CONVOLUTION);
  return (
    <fieldset class="choice kernel" data-control="kernel">
      <legend>{name}</legend>
      <div class="kernel-weights">
        {kernel.map((weight, at) => (
          <input
            key={at}
            type="number"
            step="0.1"
            aria-label={text.weight(Math.floor(at / KERNEL) + 1, (at % KERNEL) + 1)}
            value={numberText(weight, 2).replace("−", "-")}
            onChange={({ currentTarget }) => {
              const entered = currentTarget.valueAsNumber;
              if (Number.isFinite(entered)) onKernel(kernel.with(at, entered));
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** Weights as shares of the largest. */
function relative(weights: readonly number[]): readonly number[] {
  const largest = Math.max(...weights.map(Math.abs)) || 1;
  return weights.map((weight) => weight / largest);
}

/** @param share of the full colour, 0 to 1 */
function shade(share: number): string {
  return `color-mix(in srgb, var(--cell) ${String(Math.round(100 * share))}%, var(--raised))`;
}
