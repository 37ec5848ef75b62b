import { useMemo, useRef } from "preact/hooks";
import { COMPARE_TEXTS } from "../../i18n/compare";
import { FIRST_COLUMNS, PLANE } from "../../model/data/plane";
import { featureResponse, ForwardPass, type Grid } from "../../model/network/forward-pass";
import { fits } from "../../model/network/parameters";
import { hiddenLayers } from "../../model/spec/spec";
import { heatmapShades, paletteOf } from "../../render/colours";
import { pixelsOf } from "../../render/heatmap";
import { networkGeometry } from "../../render/network-geometry";
import { drawNetwork } from "../../render/network-picture";
import type { ComparedJob } from "../../state/compare/compared-job";
import { useCourse, useTexts } from "../course/course-context";
import { featureLabel } from "../network/feature-label";
import { useScheduledDrawing } from "../use-scheduled-drawing";

/** Width of a network of few layers before CSS scales it, and device pixels per CSS pixel. */
const [WIDTH, SCALE] = [300, 2];
const GRID: Grid = { resolution: 20, places: "middles" };
/** Milliseconds between two drawings: four networks must leave time for their planes. */
const EVERY = 100;

/** A small picture of the network. */
export function ComparedNetwork({ job, letter }: { readonly job: ComparedJob; readonly letter: string }) {
  const { theme, scheduler } = useCourse();
  const text = useTexts(COMPARE_TEXTS);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { spec } = job;
  const geometry = useMemo(
    () =>
      networkGeometry(
        spec.features.length,
        spec.network.layers.map(({ units }) => units),
        WIDTH,
        true,
      ),
    [spec],
  );
  useScheduledDrawing(
    scheduler,
    () => {
      const [parameters, palette] = [job.past.frame.value?.parameters, paletteOf(theme.value)];
      const domain = job.past.boundary.value?.domain ?? PLANE;
      return () => {
        const context = canvas.current?.getContext("2d");
        if (!canvas.current || !context) return;
        const plane = { columns: FIRST_COLUMNS, domain, fixedValues: [] };
        const own = parameters && fits(parameters, spec) ? parameters : undefined;
        const responses = own && ForwardPass.of(spec, plane, GRID)?.run(own);
        const shades = heatmapShades(palette);
        const style = getComputedStyle(document.documentElement);
        context.setTransform(SCALE, 0, 0, SCALE, 0, 0);
        context.clearRect(0, 0, geometry.width, geometry.height);
        context.font = `14px ${style.fontFamily}`;
        drawNetwork(context, {
          geometry,
          inputs: spec.features.map(featureLabel),
          parameters: own,
          inputPixels: spec.features.map((feature) => {
            const values = featureResponse(feature, plane, GRID);
            return values && pixelsOf({ resolution: GRID.resolution, values }, shades);
          }),
          unitPixels:
            responses?.flat().map((values) => pixelsOf({ resolution: GRID.resolution, values }, shades)) ??
            [],
          palette,
          ink: style.getPropertyValue("--ink").trim(),
        });
      };
    },
    [job],
    EVERY,
  );
  const units = hiddenLayers(spec).map((layer) => layer.units);
  return (
    <canvas
      ref={canvas}
      class="compared-network"
      role="img"
      aria-label={text.networkName(letter, text.layers(units.join(" + ")))}
      width={geometry.width * SCALE}
      height={geometry.height * SCALE}
    />
  );
}
