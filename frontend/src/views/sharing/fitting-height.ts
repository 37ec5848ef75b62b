/** Edge of the plane in a narrow frame, where it takes the height that the network leaves; CSS pixels. */
const NARROW_PLANE_EDGE = 208;
/** Below the lowest part; CSS pixels. */
const MARGIN = 8;
/** Drawn frames after which the page has arranged its parts at a new width or with other flags. */
const FRAMES_TO_ARRANGE = 4;

/**
 * The least height that shows plane, network and play in one view, at the frame's present width; CSS pixels.
 *
 * @param page the playground in a frame of the same origin
 * @returns undefined until its parts are drawn
 */
function fittingHeight(page: Document): number | undefined {
  const window = page.defaultView;
  const boxOf = (part: string) => page.querySelector(part)?.getBoundingClientRect();
  const [plane, network, layers] = [boxOf(".plane"), boxOf(".network-drawing"), boxOf(".layer-controls")];
  const player = page.querySelector(".player");
  if (!window || !plane || !network || !layers || !player) return undefined;
  const bar = player.getBoundingClientRect();
  const bottom = Math.max(plane.bottom, network.bottom, layers.bottom) + window.scrollY;
  const isPinned = window.getComputedStyle(player).position === "fixed";
  if (!isPinned) return Math.ceil(bottom + MARGIN);
  const widest = page.documentElement.clientWidth - 2 * 16;
  return Math.ceil(bottom - plane.height + Math.min(NARROW_PLANE_EDGE, widest) + bar.height);
}

/**
 * The least height that shows plane, network and play in one view at each of these widths; CSS pixels. Resizes the
 * frame.
 *
 * @returns undefined if the frame is gone
 */
export async function measureHeight(
  frame: HTMLIFrameElement,
  widths: readonly number[],
): Promise<number | undefined> {
  let highest: number | undefined;
  for (const width of widths) {
    frame.style.width = `${String(width)}px`;
    await framesDrawn(FRAMES_TO_ARRANGE, frame);
    const fitting = frame.contentDocument ? fittingHeight(frame.contentDocument) : undefined;
    if (fitting !== undefined) highest = Math.max(highest ?? 0, fitting);
  }
  return highest;
}

/** Counts the frames of the page in the frame: a browser may draw them later than those of the page around it. */
function framesDrawn(count: number, frame: HTMLIFrameElement): Promise<void> {
  return new Promise((resolve) => {
    let left = count;
    const next = () => {
      if (left-- > 0) frame.contentWindow?.requestAnimationFrame(next);
      else resolve();
    };
    next();
  });
}
