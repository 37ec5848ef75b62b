import { BACKPROP } from "../../i18n/backprop";
import { formulaOf } from "../../model/backprop/formula";
import { sourceKey, type NumberSource } from "../../model/backprop/number-source";
import type { Trace } from "../../model/backprop/trace";
import type { NumberAddress } from "../../model/backprop/walkthrough-steps";
import type { TrainingSpec } from "../../model/spec/spec";
import type { Walkthrough } from "../../state/inside/walkthrough";
import { Formula } from "../course/components/formula";
import { usePage } from "../page-context";

/** The formulas of the selected number or of the step's numbers, evaluated; for a gradient, the chain rule over all paths. */
export function FormulaPanel({
  walkthrough,
  trace,
  spec,
}: {
  readonly walkthrough: Walkthrough;
  readonly trace: Trace;
  readonly spec: TrainingSpec;
}) {
  return (
    <div class="formula-panel" data-testid="formula">
      {walkthrough.shownNumbers.value.map((place) => (
        <NumberFormula key={place.type} place={place} trace={trace} spec={spec} />
      ))}
    </div>
  );
}

/** Marks a term, so that the pointer over it lights its source. */
function marked(tex: string, source: NumberSource): string {
  return `\\htmlData{source=${sourceKey(source)}}{${tex}}`;
}

function NumberFormula({
  place,
  trace,
  spec,
}: {
  readonly place: NumberAddress;
  readonly trace: Trace;
  readonly spec: TrainingSpec;
}) {
  const text = BACKPROP[usePage().language.value];
  const { lines, paths } = formulaOf(place, trace, spec, marked);
  return (
    <>
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
    </>
  );
}
