package org.nnplayground.web.catalog;

import java.time.Duration;
import org.nnplayground.access.Submissions;
import org.nnplayground.job.JobSettings;
import org.nnplayground.store.KeptEpochs;
import org.nnplayground.sweep.Sweep;
import org.nnplayground.upload.DatasetSettings;
import org.nnplayground.web.jobs.RetentionSettings;
import org.nnplayground.web.request.BodySettings;
import org.nnplayground.webhook.WebhookSettings;

/**
 * How much the service takes and how long it keeps it, as it is configured.
 *
 * @param liveJobs at a time, of all callers
 * @param queuedJobs batch jobs that wait, of all callers
 * @param turnSeconds a batch job that has been training for so long yields to waiting jobs of other callers
 * @param keyWeight of so many queued jobs of a caller with an API key, and one of a caller without, each is next
 * @param idlePauseSeconds a live job that nobody watches or asks for pauses after so long
 * @param idleExpirySeconds and, paused, ends after so long
 * @param retentionSeconds an ended job is removed after so long, with its history and checkpoints; earlier where the
 *     store is full
 * @param maxRetentionDays for which an owner can keep an ended job
 * @param checkpointsPerRun of which parameters are kept, evenly over the run; those of earlier runs are not
 * @param checkpointBytesPerJob of parameters
 * @param datasetRetentionSeconds a dataset that no new job uses is removed after so long, once no job needs it
 * @param datasetBytesInAll that all datasets may take in the store, compressed
 * @param sweepJobs of one sweep: the combinations of the values of its axes
 * @param sweepAxes of one sweep
 * @param sweepAxisValues of one axis, or seeds
 * @param sweepBytes of the JSON of a sweep's request
 * @param sweepNumbers samples and parameters that are written in the specs of all jobs of a sweep together
 * @param idempotencyKeySeconds an Idempotency-Key stands for its request so long
 * @param idempotencyKeys of one client are kept at a time, the newest; of all without API key together as many
 * @param webhooks that wait at a time for their job's end or for delivery, of all clients
 * @param webhooksPerKey of them, of one API key
 * @param webhookSeconds a webhook that nobody takes is given up after so long
 * @param bodySeconds in which a request's body must have come
 * @param bodyBytesInAll memory that the bodies of all requests and their parsed form may take together
 */
record ServiceLimits(
        int liveJobs,
        int queuedJobs,
        double turnSeconds,
        int keyWeight,
        long idlePauseSeconds,
        long idleExpirySeconds,
        long retentionSeconds,
        int maxRetentionDays,
        int checkpointsPerRun,
        long checkpointBytesPerJob,
        long datasetRetentionSeconds,
        long datasetBytesInAll,
        int sweepJobs,
        int sweepAxes,
        int sweepAxisValues,
        int sweepBytes,
        int sweepNumbers,
        long idempotencyKeySeconds,
        int idempotencyKeys,
        int webhooks,
        int webhooksPerKey,
        long webhookSeconds,
        long bodySeconds,
        long bodyBytesInAll,
        long maxDelayMilliseconds) {

    static ServiceLimits of(
            JobSettings settings,
            RetentionSettings retention,
            DatasetSettings datasets,
            WebhookSettings webhooks,
            BodySettings bodies) {
        return new ServiceLimits(
                settings.maxLive(),
                settings.maxQueued(),
                settings.turn().toMillis() / 1000.0,
                settings.keyWeight(),
                settings.idlePause().toSeconds(),
                settings.idleExpiry().toSeconds(),
                settings.retention().toSeconds(),
                retention.maxDays(),
                KeptEpochs.MAX_CHECKPOINTS,
                KeptEpochs.MAX_BYTES,
                datasets.retention().toSeconds(),
                datasets.maxBytes().toBytes(),
                Sweep.MAX_JOBS,
                Sweep.MAX_AXES,
                Sweep.MAX_VALUES,
                Sweep.MAX_BYTES,
                Sweep.MAX_NUMBERS,
                Submissions.RETENTION.toSeconds(),
                Submissions.MAX_PER_SCOPE,
                webhooks.maxPending(),
                webhooks.maxPendingPerKey(),
                webhooks.retryDelays().stream().mapToLong(Duration::toSeconds).sum(),
                bodies.timeout().toSeconds(),
                bodies.maxMemoryBytes(),
                settings.maxDelay().toMillis());
    }
}
