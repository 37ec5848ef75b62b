import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { reachedAfter, type Goal } from "../../model/goal/goal";
import type {
  ClosedGoalAttempt,
  GoalAttempts,
  GoalProgress,
  OpenGoalAttempt,
} from "../../model/lti/lti-server";
import type { Outcome } from "../../model/training/training-server";
import { addressOf } from "../../state/store";
import { usePage } from "../page-context";

/** Minimum time between two questions whether the server sees the target reached, too; milliseconds. */
const CHECK_INTERVAL = 1000;

/** The progress towards a goal: as the page sees it in practice, as the server has checked it in an attempt. */
export interface GoalState {
  readonly reached: number;
  readonly attempts: GoalAttempts | undefined;
  readonly open: OpenGoalAttempt | undefined;
  /** The attempt that was closed on this page. */
  readonly closed: ClosedGoalAttempt | undefined;
  readonly busy: boolean;
  /** Why the server has not answered as it should. */
  readonly failed: Outcome<unknown>["type"] | undefined;
  readonly start: () => void;
  readonly handIn: () => void;
}

/** @param graded whether attempts count for a course */
export function useGoal(goal: Goal, graded: boolean): GoalState {
  const { store, lti, beginAttempt } = usePage();
  const practised = useSignal(0);
  const attempts = useSignal<GoalAttempts | undefined>(undefined);
  const open = useSignal<OpenGoalAttempt | undefined>(undefined);
  const closed = useSignal<ClosedGoalAttempt | undefined>(undefined);
  const busy = useSignal(false);
  const failed = useSignal<Outcome<unknown>["type"] | undefined>(undefined);
  /** What the teacher has set up. */
  const opened = useMemo(() => addressOf(store), []);

  /** Does nothing while another request is running. */
  const ask = async <T>(call: () => Promise<Outcome<T>>, receive: (value: T) => void): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    const outcome = await call();
    busy.value = false;
    failed.value = outcome.type === "done" ? undefined : outcome.type;
    if (outcome.type === "done") receive(outcome.value);
  };
  const load = () =>
    ask(
      () => lti.goalAttempts(),
      (value) => {
        attempts.value = value;
        if (value.open && !open.value) begin(value.open);
      },
    );
  const begin = (attempt: OpenGoalAttempt) => {
    open.value = attempt;
    closed.value = undefined;
    beginAttempt(attempt.id, opened);
  };
  const receive = ({ reached, closed: ended }: GoalProgress) => {
    if (open.value) open.value = { ...open.value, reached };
    if (!ended) return;
    open.value = undefined;
    closed.value = ended;
    practised.value = reached;
    store.attempt.value = undefined;
    void load();
  };
  useEffect(() => {
    if (graded) void load();
  }, [graded]);
  useEffect(() => {
    let wanted: ReturnType<typeof setTimeout> | undefined;
    const check = () => {
      wanted = undefined;
      const [attempt, job] = [open.value, store.job.value];
      if (attempt && job) void ask(() => lti.goalProgress(attempt.id, job.id), receive);
    };
    const stop = store.frame.subscribe((frame) => {
      if (!frame) return;
      const attempt = open.peek();
      const before = attempt?.reached ?? practised.peek();
      const after = reachedAfter(goal, before, frame);
      if (attempt === undefined) practised.value = after;
      else if (after > before) wanted ??= setTimeout(check, CHECK_INTERVAL);
    });
    return () => {
      stop();
      clearTimeout(wanted);
    };
  }, [goal]);
  return {
    reached: open.value?.reached ?? practised.value,
    attempts: attempts.value,
    open: open.value,
    closed: closed.value,
    busy: busy.value,
    failed: failed.value,
    start: () =>
      void ask(
        () => lti.startGoalAttempt(),
        (attempt) => {
          begin(attempt);
          void load();
        },
      ),
    handIn: () => {
      const attempt = open.value;
      if (attempt) void ask(() => lti.handInGoal(attempt.id, store.job.value?.id), receive);
    },
  };
}
