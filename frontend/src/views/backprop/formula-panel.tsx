import { BACKPROP } from "../../i18n/backprop";
import { formulaOf } from "../../model/backprop/formula";
import type { NumberAddress } from "../../model/backprop/walkthrough-steps";
import type { TrainingSpec } from "../../model/spec/spec";
import type { Trace } from "../../model/backprop/trace";
import { Formula } from "../course/components/formula";
import { usePage } from "../page-context";

/** The formula of the selected number and its evaluation; for a delta, the chain rule over all paths. */
export function FormulaPanel({
  position,
  trace,
  spec,
}: {
  readonly position: NumberAddress | undefined;
  readonly trace: Trace;
  readonly spec: TrainingSpec;
}) {
  const text = BACKPROP[usePage().language.value];
  if (!position) {
    return (
      <p class="section-hint">
        {text.pick} {text.keys}
      </p>
    );
  }
  const { lines, paths } = formulaOf(position, trace, spec);
  return (
    <section class="formula-panel" aria-label={text.formula} data-testid="formula">
      {lines.map((tex, at) =>
        // The first line is the rule, in display style. The lines with numbers are long and must wrap.
        at === 0 ? (
          <Formula key={tex} tex={tex} display />
        ) : (
          <p key={tex}>
            <Formula tex={tex} />
          </p>
        ),
      )}
      {paths && (
        <>
          <p class="section-hint">{text.paths(paths.count)}</p>
          {paths.written.map((tex) => (
            <p key={tex}>
              <Formula tex={tex} />
            </p>
          ))}
          {paths.count > paths.written.length && (
            <p class="section-hint">{text.more(paths.count - paths.written.length)}</p>
          )}
          <p data-sum>
            {text.sum(trace.samples.length)} <Formula tex={`= ${paths.sum}`} />
          </p>
        </>
      )}
    </section>
  );
}
