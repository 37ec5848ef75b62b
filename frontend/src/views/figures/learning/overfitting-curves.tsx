import { LEARNING_FIGURES } from "../../../i18n/figures/learning";
import { useTexts } from "../../course/course-context";
import { Figure, Panel } from "../parts/figure";
import { Arrow, curve, Dot, Line, Words, type Place } from "../parts/shapes";

/** Where the loss on other samples is least. */
const BEST = 124;
const SAMPLES: readonly Place[] = [
  [12, 58],
  [28, 34],
  [44, 44],
  [62, 22],
  [80, 40],
  [98, 38],
  [112, 66],
];

/** Both losses during a training, and three curves through the same samples. */
export function OverfittingCurves() {
  const text = useTexts(LEARNING_FIGURES).overfittingCurves;
  const train = (share: number): Place => [34 + 220 * share, 160 - 120 * Math.exp(-4.2 * share)];
  const test = (share: number): Place => [
    34 + 220 * share,
    146 - 106 * Math.exp(-5.2 * share) - 74 * Math.max(share - 0.3, 0) ** 1.4,
  ];
  return (
    <Figure picture={text.picture} caption={text.caption}>
      <Panel size={[280, 206]}>
        <Arrow from={[34, 182]} to={[34, 12]} />
        <Arrow from={[30, 178]} to={[266, 178]} />
        <Words at={[42, 16]} anchor="start" tone="soft">
          {text.loss}
        </Words>
        <Words at={[266, 193]} anchor="end" tone="soft">
          {text.epoch}
        </Words>
        <Line
          through={[
            [BEST, 30],
            [BEST, 178],
          ]}
          dashed /* prettier-ignore */
        />
        <Words at={[BEST, 20]}>{text.stop}</Words>
        <Line through={curve(train)} tone="blue" strong />
        <Line through={curve(test)} tone="orange" strong />
        <Words at={[266, 80]} anchor="end" tone="orange">
          {text.validation}
        </Words>
        <Words at={[266, 142]} anchor="end" tone="blue">
          {text.train}
        </Words>
        <Words at={[79, 193]}>{text.underfitting}</Words>
        <Words at={[172, 193]}>{text.overfitting}</Words>
      </Panel>
      <Panel size={[280, 206]}>
        {(["tooSmall", "fitting", "tooLarge"] as const).map((name, at) => (
          <g key={name} transform={`translate(8,${String(at * 64)})`}>
            <Line through={fitted[name]} tone={name === "fitting" ? "blue" : "orange"} strong />
            {SAMPLES.map((sample) => (
              <Dot key={sample.join()} at={sample} tone="ink" r={3.5} />
            ))}
            <Words at={[140, 36]} anchor="start">
              {text[name]}
            </Words>
          </g>
        ))}
      </Panel>
    </Figure>
  );
}

const parabola = (x: number) => 30 + ((x - 64) / 9.4) ** 2;
const fitted = {
  tooSmall: [
    [6, 42],
    [118, 45],
  ],
  fitting: curve((share) => [6 + 112 * share, parabola(6 + 112 * share)]),
  tooLarge: throughAll(),
} as const satisfies Readonly<Record<string, readonly Place[]>>;

/** A curve through every sample, with swings between them. */
function throughAll(): readonly Place[] {
  return SAMPLES.slice(1).flatMap(([x2, y2], at) => {
    const [x1, y1] = SAMPLES[at] ?? [x2, y2];
    const swing = (at % 2 === 0 ? -1 : 1) * 15;
    return curve(
      (share) => [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share + swing * Math.sin(Math.PI * share)],
      20,
    );
  });
}
