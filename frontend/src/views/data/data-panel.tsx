import { useRef } from "preact/hooks";
import { choiceHint, choiceName } from "../../i18n/messages";
import { PAGE_LIMITS, percentOf } from "../../model/spec/catalog";
import {
  isFixedTable,
  withBatchSize,
  withClusters,
  withData,
  withGenerator,
  withScale,
  withSplit,
} from "../../model/spec/edit-spec";
import { previewSamples } from "../../model/data/dataset-preview";
import { FIRST_COLUMNS, PLANE } from "../../model/data/plane";
import { paletteOf } from "../../render/colours";
import { drawSamples } from "../../render/samples-plot";
import { columnCount, isAutoencoder, type GeneratedData } from "../../model/spec/spec";
import { solvedName } from "../../model/data/challenges";
import { RangeField, SelectField, SwitchField } from "../controls/fields";
import { hint } from "../controls/hint";
import { Icon } from "../controls/icons";
import { usePage } from "../page-context";
import { DatasetSummary } from "./dataset-summary";
import { useDrawing } from "../use-drawing";

/** `onDraw` is called when the person begins to draw points on the plane. */
export function DataPanel({ onDraw }: { readonly onDraw: () => void }) {
  const { store, actions, messages } = usePage();
  const text = messages.value;
  const { data, task, training } = store.spec.value;
  const catalog = store.catalog.value;
  const learnable = isAutoencoder(store.spec.value) ? catalog.tasks : [task];
  const generators = catalog.generators.filter(
    (choice) => learnable.includes(choice.task) && (choice.columns ?? 2) === 2,
  );
  const chosen = data.source === "generated" ? data.generator : undefined;
  const names = generators.map(({ name }) => name);
  const fixed = chosen !== undefined && isFixedTable(chosen);
  const error = store.fieldErrors.value.get("generator");
  return (
    <section class="data" aria-labelledby="data-title">
      <div class="data-sets" hidden={store.hidden.value.has("dataset")}>
        <h2 id="data-title">{text.data}</h2>
        <p class="section-hint">{text.dataHint}</p>
        <div class="thumbnails">
          <div role="radiogroup" aria-label={text.dataHint}>
            {names.map((name) => (
              <DatasetThumbnail key={name} generator={name} checked={name === chosen} />
            ))}
          </div>
          {!store.hidden.value.has("points") && <OwnPointsTile onDraw={onDraw} />}
        </div>
        {data.source === "uploaded" && <DatasetSummary />}
        {chosen !== undefined && !names.includes(chosen) && (
          <p class="section-hint" data-part="chosen-generator">
            {choiceName(text, "generator", chosen)}
          </p>
        )}
        <span class="field-error" role="alert">
          {error}
        </span>
      </div>
      <div class="sliders">
        {data.source !== "inline" && (
          <RangeField
            field="trainFraction"
            hideKey="percTrainData"
            label={text.trainFraction}
            hint={text.trainFractionHint}
            unit="%"
            inputMaximum={percentOf(catalog, "trainFraction")?.maximum}
            value={Math.round(data.trainFraction * 100)}
            range={PAGE_LIMITS.trainPercent}
            disabled={fixed}
            onSlide={(percent) => {
              actions.edit((spec) => withSplit(spec, { trainFraction: percent / 100 }), "trainFraction");
            }}
          />
        )}
        {data.source === "generated" && (
          <RangeField
            field="noise"
            hideKey="noise"
            label={text.noise}
            hint={text.noiseHint}
            inputMaximum={percentOf(catalog, "noise")?.maximum}
            value={Math.round(data.noise * 100)}
            range={PAGE_LIMITS.noisePercent}
            disabled={fixed}
            onSlide={(percent) => {
              actions.edit((spec) => withData(spec, { noise: percent / 100 }), "noise");
            }}
          />
        )}
        {(data.source !== "generated" || data.scale === "standard") && (
          <SwitchField
            field="scale"
            hideKey="scale"
            label={text.scale}
            hint={text.scaleHint}
            value={data.scale === "standard"}
            onSwitch={(standardised) => {
              actions.edit((spec) => withScale(spec, standardised));
            }}
          />
        )}
        <RangeField
          field="batchSize"
          hideKey="batchSize"
          label={text.batchSize}
          hint={text.batchSizeHint}
          inputMaximum={catalog.ranges["batchSize"]?.maximum}
          value={training.batchSize}
          range={PAGE_LIMITS.batchSize}
          onSlide={(size) => {
            actions.edit((spec) => withBatchSize(spec, size), "batchSize");
          }}
        />
        {data.source === "generated" && <ClusterFields data={data} />}
        {data.source === "generated" && data.generator === "function" && (
          <CurveField curve={data.curve ?? "sine"} />
        )}
        {data.source === "generated" && (
          <button
            type="button"
            class="plain regenerate"
            {...hint(text.regenerateHint)}
            data-action="regenerate"
            hidden={hidesRegenerate(store.hidden.value)}
            disabled={fixed || !store.editable.value}
            onClick={() => {
              actions.regenerateData();
            }}
          >
            {text.regenerate}
          </button>
        )}
      </div>
    </section>
  );
}

/** The button is hidden by its own key, and with the last control of the data. */
function hidesRegenerate(hidden: ReadonlySet<string>): boolean {
  return hidden.has("regenerate") || ["dataset", "percTrainData", "noise"].every((key) => hidden.has(key));
}

/** Number of columns and classes, for generators that let the user choose them. */
function ClusterFields({ data }: { readonly data: GeneratedData }) {
  const { store, actions, messages } = usePage();
  const text = messages.value;
  const catalog = store.catalog.value;
  const choice = catalog.generators.find(({ name }) => name === data.generator);
  if (!choice?.sized) return null;
  const sizes = {
    dimensions: data.dimensions ?? catalog.ranges["dimensions"]?.default ?? 2,
    classes: data.classes ?? choice.classes ?? 2,
  };
  return (
    <>
      {(["dimensions", "classes"] as const).map((field) => (
        <RangeField
          key={field}
          field={field}
          label={text[field]}
          hint={text[`${field}Hint`]}
          inputMaximum={catalog.ranges[field]?.maximum}
          value={sizes[field]}
          range={PAGE_LIMITS[field]}
          onSlide={(size) => {
            actions.edit((spec) => withClusters(spec, { ...sizes, [field]: size }), field);
          }}
        />
      ))}
    </>
  );
}

/** The line between the classes of the generator `function`. */
function CurveField({ curve }: { readonly curve: string }) {
  const { store, actions, messages } = usePage();
  const text = messages.value;
  return (
    <SelectField
      field="curve"
      label={text.curve}
      hint={text.curveHint}
      value={curve}
      choices={store.catalog.value.curves}
      nameOf={(name) => choiceName(text, "curve", name)}
      onChoose={(chosen) => {
        actions.edit((spec) => withData(spec, { curve: chosen }));
      }}
    />
  );
}

/** Edge of a thumbnail; CSS pixels. */
const THUMBNAIL_EDGE = 56;

function DatasetThumbnail({ generator, checked }: { readonly generator: string; readonly checked: boolean }) {
  const { store, actions, messages, theme, progress } = usePage();
  const solved = progress.done.value.has(solvedName(generator));
  const canvas = useRef<HTMLCanvasElement>(null);
  const name = choiceName(messages.value, "generator", generator);
  const sentence = choiceHint(messages.value, "generator", generator);
  useDrawing(() => {
    const palette = paletteOf(theme.value);
    return () => {
      const element = canvas.current;
      if (!element) return;
      const plain = { ...palette, trainRim: "transparent", neutralRim: "transparent" };
      const radius = element.width / (generator === "xorTable" ? 16 : 36);
      const samples = { train: previewSamples(generator), test: [] };
      drawSamples(element, samples, false, {
        plane: { columns: FIRST_COLUMNS, domain: PLANE },
        task: taskOf(generator),
        palette: plain,
        radius,
        half: 1,
      });
    };
  }, [generator]);
  return (
    <label class="thumbnail" data-hint={sentence} data-hint-title={name}>
      <input
        type="radio"
        name="generator"
        value={generator}
        class="visually-hidden"
        checked={checked}
        disabled={!store.editable.value}
        aria-label={name}
        aria-description={solved ? `${sentence} ${messages.value.solvedBefore}` : sentence}
        onChange={() => {
          actions.edit((spec, catalog) => withGenerator(spec, generator, catalog));
        }}
      />
      <canvas ref={canvas} width={THUMBNAIL_EDGE * 2} height={THUMBNAIL_EDGE * 2} aria-hidden="true" />
      {solved && (
        <span class="solved-tick">
          <Icon name="check" size={14} />
        </span>
      )}
    </label>
  );
}

/** Beside the data sets: draws one's own. */
function OwnPointsTile({ onDraw }: { readonly onDraw: () => void }) {
  const { store, actions, messages } = usePage();
  const text = messages.value;
  const own = store.spec.value.data.source !== "generated";
  return (
    <button
      type="button"
      class={own ? "thumbnail thumbnail-own thumbnail-chosen" : "thumbnail thumbnail-own"}
      data-action="own-points"
      {...hint(text.pointsHint)}
      disabled={columnCount(store.spec.value) !== 2 || !store.editable.value}
      onClick={() => {
        actions.selectTool({ type: "draw", y: 1, set: "train" });
        onDraw();
      }}
    >
      <Icon name="pencil" />
      {text.ownPoints}
    </button>
  );
}

/** The task determines how the preview is coloured. */
function taskOf(generator: string): "classification" | "regression" {
  return generator === "plane" || generator === "gaussians" ? "regression" : "classification";
}
