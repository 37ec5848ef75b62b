import { Action } from "./controls";
import { ServerNote, type ServerWork } from "./server-note";

/** The press that lets the server train, beside what the server says of it. */
export function TrainRow({
  label,
  work,
  onTrain,
}: {
  readonly label: string;
  readonly work: ServerWork;
  readonly onTrain: () => Promise<void>;
}) {
  return (
    <div class="stage-row">
      <Action name="train" main disabled={work.busy.value} onPress={() => void onTrain()}>
        {label}
      </Action>
      <ServerNote work={work} />
    </div>
  );
}
