import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { SWEEP_TEXTS } from "../../i18n/sweep";
import { networksOf } from "../../model/experiment/compare-address";
import { BUILT_IN_CATALOG as CATALOG } from "../../model/spec/built-in-catalog";
import { sweepAxis } from "../../model/sweep/axis-choice";
import { ownSweep, READY_SWEEPS, readySweep, type SweepPlan } from "../../model/sweep/ready-sweeps";
import type { SweepServer } from "../../model/sweep/sweep";
import { SweepView } from "../../state/sweep/sweep-view";
import { Action } from "../controls/action";
import { ServerStatus } from "../course/components/server-status";
import { useTexts } from "../course/course-context";
import { useTitle } from "../course/use-title";
import { BROWSER_CLOCK } from "../shell/browser-clock";
import { SweepForm } from "./sweep-form";
import { SweepResults } from "./sweep-results";
import "./sweep.css";

/** Trains many networks at once and shows what they have in common, and what not. */
export function SweepsPage({ server }: { readonly server: SweepServer }) {
  const text = useTexts(SWEEP_TEXTS);
  useTitle(text.title);
  const view = useMemo(() => new SweepView(server, BROWSER_CLOCK), []);
  const keys = new URLSearchParams(location.hash.slice(1));
  const own = useMemo(() => networksOf(location.hash)[0], []);
  const plan = useSignal<SweepPlan>(firstPlan(keys.get("ready"), own && ownSweep(own)));
  useEffect(() => {
    const id = keys.get("sweep");
    if (id !== null) view.show(id);
    const show = () => {
      view.setVisible(!document.hidden);
    };
    const online = () => {
      view.retryNow();
    };
    document.addEventListener("visibilitychange", show);
    addEventListener("online", online);
    return () => {
      document.removeEventListener("visibilitychange", show);
      removeEventListener("online", online);
      view.close();
    };
  }, []);
  const sweep = view.sweep.value;
  const start = async () => {
    const { spec, axes, stop } = plan.value;
    await view.submit({ spec, axes: axes.map((axis) => sweepAxis(spec, axis, CATALOG)), stop });
    const id = view.sweep.value?.id;
    if (id !== undefined) setKey("sweep", id);
  };
  return (
    <div class="sweep">
      <h1 tabIndex={-1}>{text.title}</h1>
      <p class="lead">{text.lead}</p>
      {sweep ? (
        <SweepResults
          view={view}
          sweep={sweep}
          server={server}
          onAgain={() => {
            setKey("sweep", undefined);
            location.reload();
          }}
        />
      ) : (
        <>
          <section class="sweep-ready" aria-label={text.ready}>
            {READY_SWEEPS.map((name) => (
              <Action key={name} name={`ready-${name}`} onPress={() => (plan.value = readySweep(name))}>
                {text.questions[name]}
              </Action>
            ))}
            {own && (
              <Action name="ready-own" onPress={() => (plan.value = ownSweep(own))}>
                {text.own}
              </Action>
            )}
          </section>
          <SweepForm
            plan={plan.value}
            busy={view.busy.value}
            onChange={(changed) => (plan.value = changed)}
            onStart={() => void start()}
          />
        </>
      )}
      {view.failed.value?.type === "gone" ? (
        <p class="stage-note" role="status">
          {text.gone}
        </p>
      ) : (
        <ServerStatus request={{ busy: view.busy, failed: view.failed }} />
      )}
    </div>
  );
}

function firstPlan(ready: string | null, own: SweepPlan | undefined): SweepPlan {
  const named = READY_SWEEPS.find((name) => name === ready);
  return named ? readySweep(named) : (own ?? readySweep("seeds"));
}

/** Changes one key of the address. */
function setKey(key: string, value: string | undefined): void {
  const keys = new URLSearchParams(location.hash.slice(1));
  if (value === undefined) keys.delete(key);
  else keys.set(key, value);
  history.replaceState(history.state, "", `#${keys.toString()}`);
}
