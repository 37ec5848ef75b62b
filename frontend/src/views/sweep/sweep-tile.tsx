import { useState } from "preact/hooks";
import { SWEEP_TEXTS, type SweepTexts } from "../../i18n/sweep";
import type { SweepServer } from "../../model/sweep/sweep";
import { epochDigits, lossText } from "../../render/format";
import { useTexts } from "../course/course-context";
import { useJobHref } from "./job-href";
import type { NamedRow } from "./named-row";

/** Points per axis of the picture of an ended training, and of one in progress. */
const RESOLUTION = 50;
/** Each tenth of a training has another resolution, so that its picture has another address and is loaded again. */
const COARSE = 24;

/** A training: its plane, its loss, and the epoch at which it reached the target. A press opens it. */
export function SweepTile({
  row,
  label,
  epochs,
  server,
}: {
  readonly row: NamedRow;
  readonly label: string;
  readonly epochs: number | undefined;
  readonly server: SweepServer;
}) {
  const text = useTexts(SWEEP_TEXTS);
  const hrefOf = useJobHref();
  const loss = lossText(row.testLoss ?? row.trainLoss);
  return (
    <a
      class="sweep-tile"
      data-state={row.state}
      data-reached={row.epochsToTarget !== undefined}
      {...(row.job !== undefined && { href: hrefOf(row.job) })}
    >
      <Picture row={row} epochs={epochs} server={server} />
      <span class="visually-hidden">
        {row.name}, {text.testLoss}
      </span>
      <span class="sweep-tile-name" aria-hidden="true">
        {label}
      </span>
      <span class="sweep-tile-loss tabular-numbers">{loss}</span>
      <span class="sweep-tile-epoch">{progressText(row, text)}</span>
    </a>
  );
}

function Picture({
  row,
  epochs,
  server,
}: {
  readonly row: NamedRow;
  readonly epochs: number | undefined;
  readonly server: SweepServer;
}) {
  const [failed, setFailed] = useState<string | undefined>(undefined);
  const tenth = epochs === undefined ? 0 : Math.floor((10 * row.epoch) / epochs);
  const resolution = row.state === "running" ? COARSE + Math.min(tenth, 9) : RESOLUTION;
  const source = row.job !== undefined && row.epoch > 0 ? server.pictureOf(row.job, resolution) : undefined;
  // Data of more than two columns, and networks that have diverged at once, have no picture.
  if (source === undefined || failed === source) return <span class="sweep-picture" />;
  return (
    <img
      class="sweep-picture"
      src={source}
      alt=""
      width={96}
      height={96}
      loading="lazy"
      decoding="async"
      onError={() => {
        setFailed(source);
      }}
    />
  );
}

function progressText(row: NamedRow, text: SweepTexts): string {
  if (row.epochsToTarget !== undefined) return text.reachedAt(epochDigits(row.epochsToTarget).digits);
  if (row.state === "queued") return text.queued;
  if (row.state === "failed") return text.failed;
  return text.epoch(epochDigits(row.epoch).digits);
}
