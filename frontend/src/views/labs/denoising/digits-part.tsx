import { useComputed } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { DENOISING } from "../../../i18n/labs/denoising";
import { specAddress } from "../../../model/address/spec-address";
import { disturbed as disturbedPixels } from "../../../model/data/disturbed";
import { CORRUPTION, DIGITS_EPOCHS, digitsSpec } from "../../../model/labs/denoising/denoising-specs";
import { wrongShare } from "../../../model/labs/denoising/wrong-pixels";
import { seededRandom } from "../../../model/labs/random/random";
import { ForwardPass } from "../../../model/network/forward-pass";
import { fits } from "../../../model/network/parameters";
import { useCourse, useTexts } from "../../course/course-context";
import { hrefOf } from "../../course/links";
import { PictureRow } from "../../pixels/picture-grid";
import { JobControls } from "../job/job-controls";
import { useLabJob } from "../job/use-lab-job";
import { useTestSamples } from "../job/use-test-samples";

const SIDE = 8;
/** Pictures on display. */
const SHOWN = 10;

/** Digits with flipped pixels, and what the autoencoder makes of them. */
export function DigitsPart() {
  const text = useTexts(DENOISING);
  const page = useCourse();
  const look = { side: SIDE, theme: page.theme.value };
  const job = useLabJob();
  useEffect(() => {
    job.open(digitsSpec(), { stop: { epochs: DIGITS_EPOCHS } });
    job.play();
  }, []);
  const samples = useTestSamples(job);
  const originals = useComputed(() => samples.value.map(({ x }) => x));
  const disturbed = useComputed(() => {
    const random = seededRandom(1);
    return originals.value.map((pixels) => disturbedPixels(pixels, CORRUPTION, random));
  });
  const pass = useComputed(() => {
    const spec = job.job.value?.spec;
    return spec && ForwardPass.overSamples(spec, disturbed.value.map((x) => ({ x, y: 0 }))); // prettier-ignore
  });
  const repaired = useComputed(() => {
    const [spec, parameters] = [job.job.value?.spec, job.frame.value?.parameters];
    if (!spec || !parameters || !fits(parameters, spec)) return undefined;
    const outputs = pass.value?.run(parameters).at(-1) ?? [];
    return disturbed.value.map((_, at) => outputs.map((values) => values[at] ?? 0));
  });
  const shown = (pictures: readonly (readonly number[])[]) =>
    Array.from({ length: SHOWN }, (_, at) => pictures[Math.floor((at * pictures.length) / SHOWN)] ?? []);
  const percent = (pictures: readonly (readonly number[])[]) =>
    `${(100 * wrongShare(pictures, originals.value)).toFixed(1)} %`;
  const epoch = job.frame.value?.epoch ?? 0;
  const done = epoch === DIGITS_EPOCHS;
  return (
    <div class="stage-column repaired-digits">
      <JobControls job={job} done={done} />
      <p class="tabular-numbers">{text.epoch(epoch, DIGITS_EPOCHS)}</p>
      {originals.value.length > 0 && (
        <>
          <PictureRow {...look} title={text.original} pictures={shown(originals.value)} />
          <PictureRow
            {...look}
            title={text.disturbed(percent(disturbed.value))}
            pictures={shown(disturbed.value)}
          />
          {repaired.value && (
            <div data-repaired={done ? wrongShare(repaired.value, originals.value).toFixed(4) : undefined}>
              <PictureRow
                {...look}
                title={text.repaired(percent(repaired.value))}
                pictures={shown(repaired.value)}
              />
            </div>
          )}
        </>
      )}
      <a
        data-action="in-playground"
        href={hrefOf(page, { type: "preset", address: specAddress(digitsSpec()) })}
      >
        {text.inPlayground}
      </a>
    </div>
  );
}
