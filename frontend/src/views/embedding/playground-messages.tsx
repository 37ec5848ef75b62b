import { useEffect } from "preact/hooks";
import { encodeAddress } from "../../model/address/address";
import { announceTraining } from "../../state/embedding/announce-training";
import { playgroundRequests } from "../../state/embedding/playground-requests";
import { addressOf } from "../../state/store";
import { useBoundaryPicture } from "../output/boundary-picture";
import { usePage } from "../page-context";
import { pictureOf } from "../sharing/save-picture";
import { BROWSER_CLOCK } from "../shell/browser-clock";
import { announceGrade } from "./announce-grade";
import { connectParent } from "./parent-window";

/** Connects an embedded playground with the page around it; shows nothing. */
export function PlaygroundMessages() {
  const { store, actions, messages, theme } = usePage();
  const heatmap = useBoundaryPicture();
  useEffect(() => {
    const currentHash = () => encodeAddress(addressOf(store), store.catalog.value);
    const picture = () =>
      pictureOf({ store, text: messages.value, theme: theme.value, heatmap: heatmap() }).toDataURL(
        "image/png",
      );
    const channel = connectParent({
      kind: "playground",
      title: () => document.title,
      handlers: playgroundRequests(store, actions, currentHash, picture),
    });
    store.goalReached.subscribe((goal) => {
      if (!goal || goal.reached === 0) return;
      const grade = { rightSteps: goal.reached, right: goal.reached >= goal.targets };
      announceGrade("goal", document.title, grade, goal.targets, (message) => {
        channel.announce(message);
      });
    });
    announceTraining(store, BROWSER_CLOCK, currentHash, (message) => {
      channel.announce(message);
    });
  }, []);
  return null;
}
