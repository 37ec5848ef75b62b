package org.nnplayground.web.catalog;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.nnplayground.access.AccessControl;
import org.nnplayground.access.CallerLimits;
import org.nnplayground.job.JobSettings;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.upload.DatasetSettings;
import org.nnplayground.web.jobs.RetentionSettings;
import org.nnplayground.web.request.BodySettings;
import org.nnplayground.web.request.JobCatalog;
import org.nnplayground.webhook.WebhookSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Publishes the catalogue, which is fixed while the server runs. */
@RestController
@Tag(name = "Catalog", description = "Choices, ranges, defaults and limits")
class CatalogController {

    /** The version of a server that was not built by Maven, as in some tests. */
    private static final String UNKNOWN_VERSION = "unknown";

    private final Mono<CatalogView> view;

    /** The view is made when it is first asked for, as PyTorch must be loaded to know the devices. */
    CatalogController(
            SpecCatalog catalog,
            JobCatalog jobs,
            CallerLimits callers,
            JobSettings settings,
            RetentionSettings retention,
            WebhookSettings webhooks,
            BodySettings bodies,
            DatasetSettings datasets,
            AccessControl access,
            ObjectProvider<BuildProperties> build) {
        String version = Optional.ofNullable(build.getIfAvailable())
                .map(BuildProperties::getVersion)
                .orElse(UNKNOWN_VERSION);
        this.view = Mono.fromCallable(() -> CatalogView.of(
                        version,
                        catalog,
                        jobs,
                        callers,
                        settings,
                        retention,
                        datasets,
                        webhooks,
                        bodies,
                        access.anonymous()))
                .subscribeOn(Schedulers.boundedElastic())
                .cache();
    }

    @GetMapping(path = "/api/v1/catalog", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "getCatalog",
            summary = "Returns all choices with ranges and defaults, and the limits",
            description = "The same while the server runs.")
    Mono<CatalogView> catalog() {
        return view;
    }
}
