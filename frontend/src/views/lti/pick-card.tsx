import { PickPicture } from "./pick-picture";

/** A card that can be picked: a check box, or a radio button if only one can be. */
export function PickCard({
  path,
  picture,
  title,
  summary,
  multiple,
  picked,
  onPick,
}: {
  readonly path: string;
  readonly picture: string;
  readonly title: string;
  readonly summary?: string;
  readonly multiple: boolean;
  readonly picked: boolean;
  readonly onPick: (picked: boolean) => void;
}) {
  return (
    <label class="card pick-card" data-path={path}>
      <PickPicture path={path} picture={picture} />
      <span class="pick-name">
        <input
          type={multiple ? "checkbox" : "radio"}
          name="pick"
          checked={picked}
          onChange={({ currentTarget }) => {
            onPick(currentTarget.checked);
          }}
        />
        <span class="card-title">{title}</span>
      </span>
      {summary !== undefined && <span class="card-summary">{summary}</span>}
    </label>
  );
}
