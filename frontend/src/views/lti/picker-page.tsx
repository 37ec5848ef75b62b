import { useSignal } from "@preact/signals";
import contents from "virtual:contents";
import { LTI_TEXTS } from "../../i18n/lti";
import type { Language } from "../../model/address/view-settings";
import type { ExerciseSheet } from "../../model/course/exercise";
import { decodeAddress } from "../../model/address/address";
import { PRESETS, type Preset } from "../../model/lti/content-path";
import type { PickedItem, PickerRules } from "../../model/lti/lti-server";
import type { Outcome } from "../../model/training/training-server";
import { Action } from "../controls/action";
import { Choice } from "../controls/choice";
import { useServerRequest } from "../course/components/server-status";
import { useCourse, useTexts } from "../course/course-context";
import { useTitle } from "../course/use-title";
import { AddressField } from "./address-field";
import { kindOf, newPick, pathWithGoal, PICK_KINDS, type Pick, type PickKind } from "./pick";
import { PickCard } from "./pick-card";
import { PickSettings } from "./pick-settings";
import { postToCourse } from "./post-to-course";
import { SessionStatus } from "./session-status";
import { useSession } from "./use-session";

/** A teacher picks what a course shows. */
export function PickerPage() {
  const { session, request } = useSession();
  const text = useTexts(LTI_TEXTS).picker;
  useTitle(text.title);
  const rules = session.value?.picker;
  return (
    <div class="course-column picker">
      <h1 tabIndex={-1}>{text.title}</h1>
      {!session.value && <SessionStatus request={request} />}
      {session.value && !rules && <p class="lead">{text.notPicking}</p>}
      {rules && <Picker rules={rules} />}
    </div>
  );
}

function Picker({ rules: { multiple, lineItems } }: { readonly rules: PickerRules }) {
  const { lti, server, language } = useCourse();
  const text = useTexts(LTI_TEXTS).picker;
  const kind = useSignal<PickKind>("exercise");
  const picks = useSignal<readonly Pick[]>([]);
  const request = useServerRequest();
  const entries = useEntries(kind.value);
  const isPicked = (path: string) => picks.value.some((pick) => pick.path === path);
  const add = (path: string, title: string) => {
    const pick = newPick(kindOf(path), path, title, lineItems);
    if (!isPicked(path)) picks.value = multiple ? [...picks.value, pick] : [pick];
  };
  const remove = (path: string) => (picks.value = picks.value.filter((pick) => pick.path !== path));
  const send = (items: () => Promise<Outcome<readonly PickedItem[]>>) => {
    if (request.busy.value) return;
    void request.run(async () => {
      const ready = await items();
      const signed = ready.type === "done" ? await lti.pick(ready.value) : ready;
      if (signed.type === "done") postToCourse(signed.value);
      return signed;
    });
  };
  const everyTitle = picks.value.every(({ title }) => title.trim() !== "");
  return (
    <>
      <p class="lead">{text.lead}</p>
      {!multiple && <p class="section-hint">{text.one}</p>}
      <Choice
        name="kind"
        label={text.kind}
        value={kind.value}
        choices={PICK_KINDS}
        nameOf={(each) => text.kinds[each]}
        onChoose={(each) => (kind.value = each)}
      />
      <fieldset class="pick-cards cards">
        <legend class="visually-hidden">{text.kinds[kind.value]}</legend>
        {entries.map(({ path, title, summary }) => (
          <PickCard
            key={path}
            path={path}
            picture={newPick(kind.value, path, title, lineItems).picture}
            title={title}
            {...(summary !== undefined && { summary })}
            multiple={multiple}
            picked={isPicked(path)}
            onPick={(picked) => {
              if (picked) add(path, title);
              else remove(path);
            }}
          />
        ))}
      </fieldset>
      {kind.value === "playground" && (
        <AddressField onAdd={(path) => add(path, titleOf(path, language.value, text.playground))} />
      )}
      {picks.value.map((pick, at) => (
        <PickSettings
          key={pick.path}
          number={at + 1}
          pick={pick}
          lineItems={lineItems}
          onChange={(changed) =>
            (picks.value = picks.value.map((each) => (each.path === pick.path ? changed : each)))
          }
          onRemove={() => remove(pick.path)}
        />
      ))}
      <div class="picker-end">
        <p role="status" data-picked-count={picks.value.length}>
          {text.picked(picks.value.length)}
        </p>
        <div class="stage-row">
          <Action
            name="confirm"
            main
            disabled={picks.value.length === 0 || !everyTitle || request.busy.value}
            onPress={() => {
              send(() => pickedItems(picks.value, (slug) => server.exercise(slug, undefined)));
            }}
          >
            {text.confirm}
          </Action>
          <Action
            name="cancel"
            disabled={request.busy.value}
            onPress={() => {
              send(() => Promise.resolve({ type: "done", value: [] }));
            }}
          >
            {text.cancel}
          </Action>
        </div>
        {request.failed.value && <SessionStatus request={request} />}
      </div>
    </>
  );
}

interface Entry {
  readonly path: string;
  readonly title: string;
  readonly summary?: string;
}

/** What can be picked of a kind, in the reader's language. */
function useEntries(kind: PickKind): readonly Entry[] {
  const language = useCourse().language.value;
  const { presets } = useTexts(LTI_TEXTS).picker;
  const list = contents[language];
  const entriesOf = (folder: string, entries: readonly { slug: string; title: string; summary: string }[]) =>
    entries.map(({ slug, title, summary }) => ({ path: `/${folder}/${slug}`, title, summary }));
  switch (kind) {
    case "exercise":
      return entriesOf("exercises", list.exercises);
    case "lab":
      return entriesOf("labs", list.labs);
    case "lesson":
      return entriesOf("lessons", list.lessons);
    case "playground":
      return (Object.keys(PRESETS) as Preset[]).map((preset) => ({
        path: `/#${PRESETS[preset]}`,
        title: presets[preset],
      }));
  }
}

/** The title of a page whose address was typed. */
function titleOf(path: string, language: Language, playground: string): string {
  const list = contents[language];
  const [, folder, slug] = path.split("/");
  const entries = { lessons: list.lessons, labs: list.labs, exercises: list.exercises }[folder ?? ""];
  return entries?.find((entry) => entry.slug === slug)?.title ?? playground;
}

/** Adds the maximum of points: one for each number of a graded exercise, one for each target of a goal. */
async function pickedItems(
  picks: readonly Pick[],
  sheetOf: (slug: string) => Promise<Outcome<ExerciseSheet>>,
): Promise<Outcome<readonly PickedItem[]>> {
  const items: PickedItem[] = [];
  for (const pick of picks) {
    const { title, mode, attempts, picture: slug, goal: rules } = pick;
    const path = pathWithGoal(pick);
    const picked = { title: title.trim(), mode, attempts };
    if (rules) {
      const goal = { rules, spec: decodeAddress(path.slice(2)).spec };
      items.push({ ...picked, path, points: mode === "graded" ? rules.goals.length : 0, goal });
      continue;
    }
    const sheet = mode === "graded" ? await sheetOf(slug) : undefined;
    if (sheet && sheet.type !== "done") return sheet;
    const points = sheet?.value.steps.flatMap(({ labels }) => labels.flat()).length ?? 0;
    items.push({ ...picked, path, points });
  }
  return { type: "done", value: items };
}
