import { Action } from "../controls/action";

const ARROWS = [
  ["left", "←", -1, 0],
  ["up", "↑", 0, -1],
  ["down", "↓", 0, 1],
  ["right", "→", 1, 0],
] as const;

/** Four buttons that shift a picture by one pixel. */
export function ShiftButtons({
  directions,
  onShift,
}: {
  readonly directions: Readonly<Record<(typeof ARROWS)[number][0], string>>;
  readonly onShift: (right: number, down: number) => void;
}) {
  return (
    <>
      {ARROWS.map(([name, arrow, right, down]) => (
        <Action key={name} name={name} onPress={() => onShift(right, down)}>
          <span aria-hidden="true">{arrow}</span>
          <span class="visually-hidden">{directions[name]}</span>
        </Action>
      ))}
    </>
  );
}
