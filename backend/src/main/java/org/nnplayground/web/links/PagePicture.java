package org.nnplayground.web.links;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobRequest;
import org.nnplayground.job.Mode;
import org.nnplayground.job.Pace;
import org.nnplayground.job.RequestedDevice;
import org.nnplayground.job.StopConditions;
import org.nnplayground.link.SavedPage;
import org.nnplayground.link.SavedPages;
import org.nnplayground.service.JobService;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.SpecFormat;
import org.nnplayground.web.network.BoundaryImage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The picture of a saved page: its network's decision boundary after a short training, drawn once and then stored. A
 * page whose network has not two input columns has none.
 */
@Component
class PagePicture {

    private static final Logger log = LoggerFactory.getLogger(PagePicture.class);

    private static final long EPOCHS = 200;
    private static final double MAX_SECONDS = 5;

    /** Until the picture is drawn; then the general picture is shown, and the next request tries again. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Grid points and pixels along each axis. */
    private static final int SIDE = 200;

    /** Pictures that are trained at the same time, in one process. */
    private static final int MAX_TRAININGS = 2;

    private static final String CALLER = "pictures of saved pages";

    private final SavedPages pages;
    private final JobService jobs;
    private final SpecFormat format;

    /** Pictures that are being drawn, so that none is drawn twice at the same time. */
    private final Cache<String, Mono<byte[]>> drawing =
            Caffeine.newBuilder().maximumSize(1000).expireAfterWrite(PATIENCE).build();

    PagePicture(SavedPages pages, JobService jobs, SpecFormat format) {
        this.pages = pages;
        this.jobs = jobs;
        this.format = format;
    }

    /** The picture as PNG; empty if the page has none, or it cannot be drawn now. */
    Mono<byte[]> of(SavedPage page) {
        return pages.picture(page.code()).switchIfEmpty(Mono.defer(() -> drawn(page)));
    }

    private Mono<byte[]> drawn(SavedPage page) {
        if (page.spec() == null) {
            return Mono.empty();
        }
        TrainingSpec spec = format.read(page.spec());
        if (spec.data().columns() != 2) {
            return Mono.empty();
        }
        return drawing.get(page.code(), code -> draw(code, spec).cache());
    }

    private Mono<byte[]> draw(String code, TrainingSpec spec) {
        String id = jobs.newId();
        var request = new JobRequest(
                spec,
                Mode.BATCH,
                StopConditions.afterEpochs(EPOCHS).withMaxSeconds(MAX_SECONDS),
                Pace.FULL,
                new Job.Description(null, Map.of(), RequestedDevice.CPU, null, CALLER, null),
                null);
        return jobs.submit(id, request, null, MAX_TRAININGS)
                .flatMap(job -> jobs.awaitEnd(id)
                        .flatMap(ended -> jobs.inspect(id, (found, session) -> session.boundary(SIDE, 0, 1)))
                        .timeout(PATIENCE)
                        .flatMap(boundary -> jobs.delete(id).thenReturn(BoundaryImage.png(boundary)))
                        .onErrorResume(e -> jobs.delete(id).onErrorComplete().then(Mono.error(e))))
                .flatMap(png -> pages.setPicture(code, png).thenReturn(png))
                .onErrorResume(e -> {
                    log.info("Saved page {}: its picture cannot be drawn now: {}", code, e.toString());
                    return Mono.empty();
                });
    }
}
