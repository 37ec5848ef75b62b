/**
 * Reports changes of the page's visibility. The page is visible while its tab is in front and its frame is scrolled
 * into view. It counts as visible at first; in a frame, only after the browser has reported it.
 */
export function watchVisibility(onChange: (visible: boolean) => void): void {
  let [tabVisible, inView] = [!document.hidden, window.parent === window];
  if (!tabVisible || !inView) onChange(false);
  const update = (change: () => void) => {
    const before = tabVisible && inView;
    change();
    if ((tabVisible && inView) !== before) onChange(!before);
  };
  document.addEventListener("visibilitychange", () => {
    update(() => (tabVisible = !document.hidden));
  });
  // Without a `root` the observer uses the browser's viewport, which also works in a frame of another site.
  new IntersectionObserver((entries) => {
    update(() => (inView = entries.at(-1)?.isIntersecting ?? true));
  }).observe(document.documentElement);
}
