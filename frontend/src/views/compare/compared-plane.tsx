import { useRef } from "preact/hooks";
import { COMPARE_TEXTS } from "../../i18n/compare";
import { PLANE } from "../../model/data/plane";
import { columnCount } from "../../model/spec/spec";
import { boundaryPixels } from "../../render/boundary-pixels";
import { paletteOf } from "../../render/colours";
import { epochDigits, lossText } from "../../render/format";
import { drawPixels } from "../../render/heatmap";
import { drawSamples } from "../../render/samples-plot";
import { outputRange } from "../../render/scalar-field";
import type { ComparedJob } from "../../state/compare/compared-job";
import { useCourse, useTexts } from "../course/course-context";
import { useScheduledDrawing } from "../use-scheduled-drawing";

/** Device pixels per axis of the output, and of the samples over it. */
const PIXELS = 160;
const EDGE = 480;

/** The output over the plane, with the training samples. */
export function ComparedPlane({ job, letter }: { readonly job: ComparedJob; readonly letter: string }) {
  const { theme, scheduler } = useCourse();
  const text = useTexts(COMPARE_TEXTS);
  const heatmap = useRef<HTMLCanvasElement>(null);
  const points = useRef<HTMLCanvasElement>(null);
  useScheduledDrawing(scheduler, () => {
    const [boundary, palette] = [job.past.boundary.value, paletteOf(theme.value)];
    return () => {
      if (heatmap.current && boundary)
        drawPixels(heatmap.current, boundaryPixels(boundary, job.spec, palette, PIXELS));
    };
  }, [job]);
  useScheduledDrawing(scheduler, () => {
    const [samples, boundary] = [job.samples.value, job.past.boundary.value];
    const plot = {
      plane: {
        columns: [0, Math.min(1, columnCount(job.spec) - 1)] as const,
        domain: boundary?.domain ?? PLANE,
      },
      task: job.spec.task,
      palette: paletteOf(theme.value),
      radius: EDGE / 80,
      half: boundary ? outputRange(boundary, job.spec.task).half : 1,
    };
    return () => {
      if (points.current && samples) drawSamples(points.current, samples, false, plot);
    };
  }, [job]);
  const frame = job.past.frame.value;
  const hasPlane = !(job.spec.data.source === "inline" && job.spec.data.shape !== undefined);
  const name = text.planeName(
    letter,
    epochDigits(frame?.epoch ?? 0).digits,
    lossText(frame?.testLoss),
    lossText(frame?.trainLoss),
  );
  return (
    <div class="compared-plane" role="img" aria-label={name}>
      <canvas ref={heatmap} class="heatmap" width={1} height={1} aria-hidden="true" />
      <canvas ref={points} width={EDGE} height={EDGE} aria-hidden="true" />
      {!hasPlane && <p>{text.noPlane}</p>}
      {job.past.isShort.value && (
        <p class="compared-short">{text.trainedOnlyTo(epochDigits(frame?.epoch ?? 0).digits)}</p>
      )}
    </div>
  );
}
