import { ARCHITECTURE_FIGURES } from "../../../i18n/figures/architectures";
import { useTexts } from "../../course/course-context";
import { Figure, Panel } from "../parts/figure";
import { Arrow, Words } from "../parts/shapes";

/** Levels from the full image down: y, height of a map, and its size. */
const LEVELS = [
  { y: 24, height: 56, size: "16 × 16" },
  { y: 98, height: 36, size: "8 × 8" },
  { y: 154, height: 22, size: "4 × 4" },
] as const;
const WIDTH = 20;

/** Down to the small maps, up again, and across at every level. */
export function UNet() {
  const text = useTexts(ARCHITECTURE_FIGURES).uNet;
  const left = (level: number) => 40 + 34 * level;
  const right = (level: number) => 220 - 34 * level;
  return (
    <Figure picture={text.picture} caption={text.caption}>
      <Panel size={[280, 206]}>
        {LEVELS.map(({ y, height, size }, level) => {
          const below = LEVELS[level + 1];
          const middle = y + height / 2;
          const bottom = below === undefined;
          return (
            <g key={size}>
              <g class="figure-orange">
                <rect class="figure-box" x={left(level)} y={y} width={WIDTH} height={height} />
              </g>
              <g class="figure-blue">
                <rect class="figure-box" x={right(level)} y={y} width={WIDTH} height={height} />
              </g>
              <Arrow
                from={[left(level) + WIDTH + 4, middle]}
                to={[right(level) - 4, middle]}
                dashed={!bottom}
                tone={bottom ? "ink" : "soft"}
              />
              {!bottom && (
                <Words at={[140, middle - 11]} tone="soft">
                  {text.copy}
                </Words>
              )}
              {below && (
                <>
                  <Arrow
                    from={[left(level) + 10, y + height + 2]}
                    to={[left(level + 1) + 8, below.y - 3]}
                    tone="orange"
                    strong
                  />
                  <Arrow
                    from={[right(level + 1) + 12, below.y - 2]}
                    to={[right(level) + 10, y + height + 3]}
                    tone="blue"
                    strong
                  />
                </>
              )}
              <Words at={[left(level) - 6, middle]} anchor="end" tone="soft">
                {level === 0 ? "16²" : level === 1 ? "8²" : "4²"}
              </Words>
            </g>
          );
        })}
        <Words at={[50, 11]}>{text.image}</Words>
        <Words at={[230, 11]}>{text.mask}</Words>
        <Words at={[40, 192]} tone="orange">
          {text.down}
        </Words>
        <Words at={[240, 192]} tone="blue">
          {text.up}
        </Words>
      </Panel>
    </Figure>
  );
}
