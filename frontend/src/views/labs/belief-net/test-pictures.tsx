import { useComputed } from "@preact/signals";
import { BELIEF_NET } from "../../../i18n/labs/belief-net";
import { ForwardPass } from "../../../model/network/forward-pass";
import { fits } from "../../../model/network/parameters";
import type { LabJob } from "../../../state/labs/lab-job";
import { useCourse, useTexts } from "../../course/course-context";
import { PictureGrid } from "../../pixels/picture-grid";
import { useTestSamples } from "../job/use-test-samples";
import "./test-pictures.css";

const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);

/** One picture of each digit from the test set, with the network's answer. */
export function TestPictures({ job }: { readonly job: LabJob }) {
  const text = useTexts(BELIEF_NET);
  const theme = useCourse().theme.value;
  const samples = useTestSamples(job);
  const pictures = useComputed(() =>
    DIGITS.flatMap((digit) => samples.value.filter(({ y }) => y === digit).slice(0, 1)),
  );
  const pass = useComputed(() => {
    const spec = job.job.value?.spec;
    return spec && ForwardPass.overSamples(spec, pictures.value);
  });
  const [spec, parameters] = [job.job.value?.spec, job.frame.value?.parameters];
  const outputs =
    spec && parameters && fits(parameters, spec) ? pass.value?.run(parameters).at(-1) : undefined;
  return (
    <section class="stage-column">
      <h2>{text.pictures}</h2>
      <ol class="plain-list test-pictures">
        {pictures.value.map(({ x, y }, at) => {
          const answer = outputs && indexOfLargest(outputs.map((values) => values[at] ?? 0));
          return (
            <li key={at} data-answer={answer}>
              <PictureGrid name={text.digit(Number(y))} pictures={[x]} side={8} columns={1} theme={theme} />
              <span class={answer === y ? "tabular-numbers" : "tabular-numbers answer-wrong"}>
                <span class="visually-hidden">{text.answer}</span> {answer}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function indexOfLargest(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
}
