import { TRAVELLING_SALESMAN } from "../../../i18n/labs/travelling-salesman";
import {
  HOPFIELD_TANK,
  SMALL_D,
  type Parameters,
} from "../../../model/labs/travelling-salesman/hopfield-tank";
import { Action } from "../../controls/action";
import { Slider } from "../../controls/slider";
import { useTexts } from "../../course/course-context";

/** The weights of the four terms, and the sum of outputs that the third one aims at. */
export function ParameterSliders({
  parameters,
  onChange,
}: {
  readonly parameters: Parameters;
  readonly onChange: (parameters: Parameters) => void;
}) {
  const text = useTexts(TRAVELLING_SALESMAN);
  return (
    <div class="stage-column">
      <div class="stage-row">
        <Action name="original" onPress={() => onChange(HOPFIELD_TANK)}>
          {text.original}
        </Action>
        <Action name="small-d" onPress={() => onChange(SMALL_D)}>
          {text.smallD}
        </Action>
      </div>
      <div class="stage-halves">
        {(["a", "b", "c", "d"] as const).map((name) => (
          <Slider
            key={name}
            name={name}
            label={text.parameters[name]}
            value={parameters[name]}
            range={[0, 1000, 20]}
            onSlide={(value) => onChange({ ...parameters, [name]: value })}
          />
        ))}
        <Slider
          name="target"
          label={text.parameters.target}
          value={parameters.target}
          range={[8, 20, 0.5]}
          onSlide={(target) => onChange({ ...parameters, target })}
        />
      </div>
    </div>
  );
}
