import { useEffect } from "preact/hooks";
import { Action } from "../../controls/action";
import { ServerStatus, type ServerRequest } from "./server-status";

/** A button that starts training on the server, with the server's status. Trains once by itself, so that no lab opens empty. */
export function TrainRow({
  label,
  request,
  onTrain,
}: {
  readonly label: string;
  readonly request: ServerRequest;
  readonly onTrain: () => Promise<void>;
}) {
  useEffect(() => {
    void onTrain();
  }, []);
  return (
    <div class="stage-row">
      <Action name="train" main disabled={request.busy.value} onPress={() => void onTrain()}>
        {label}
      </Action>
      <ServerStatus request={request} />
    </div>
  );
}
