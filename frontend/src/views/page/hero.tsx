import { useRef } from "preact/hooks";
import { defaultSpec } from "../../model/spec/default-spec";
import { withGenerator, withLayerRemoved } from "../../model/spec/edit-spec";
import type { SpecEdit } from "../../state/page-actions";
import { FIRST_PLAY } from "../../state/first-play";
import { hint } from "../controls/hint";
import { Icon } from "../controls/icons";
import { usePage } from "../page-context";

/** Each sets the playground up; the person plays. */
const CHALLENGES: Readonly<Record<"circle" | "xor" | "spiral", SpecEdit>> = {
  circle: (_, catalog) => withGenerator(defaultSpec(), "circle", catalog),
  xor: (_, catalog) => withGenerator(withLayerRemoved(withLayerRemoved(defaultSpec())), "xor", catalog),
  spiral: (_, catalog) => withGenerator(defaultSpec(), "spiral", catalog),
};

/**
 * Invites to the first play. After it the strip is empty, and keeps its height until the page is opened again, because
 * the buttons below it must not move under the pointer.
 */
export function Hero() {
  const { actions, messages, progress } = usePage();
  const text = messages.value;
  const strip = useRef<HTMLElement>(null);
  const folded = progress.done.value.has(FIRST_PLAY);
  return (
    <section
      class={folded ? "hero hero-folded" : "hero"}
      aria-label={text.heroTitle}
      inert={folded}
      ref={strip}
    >
      <p class="hero-words">{text.hero}</p>
      <button
        type="button"
        class="hero-play"
        data-action="hero-play"
        {...hint(text.heroPlayHint)}
        onClick={() => {
          // The strip, and the focus in it, is about to disappear.
          document.querySelector<HTMLElement>("[data-action=play]")?.focus();
          actions.togglePlay();
        }}
      >
        <Icon name="play" size={16} />
        <span>{text.heroPlay}</span>
      </button>
      <div class="hero-challenges">
        {(["circle", "xor", "spiral"] as const).map((name) => (
          <button
            key={name}
            type="button"
            class="hero-challenge"
            data-challenge={name}
            {...hint(text[`hero.${name}.hint`])}
            onClick={() => {
              actions.edit(CHALLENGES[name]);
            }}
          >
            {text[`hero.${name}`]}
          </button>
        ))}
      </div>
    </section>
  );
}
