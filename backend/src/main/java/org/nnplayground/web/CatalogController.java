package org.nnplayground.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.nnplayground.access.Access;
import org.nnplayground.access.CallerLimits;
import org.nnplayground.job.JobSettings;
import org.nnplayground.spec.SpecCatalog;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes the catalogue, which is fixed while the server runs. */
@RestController
@Tag(name = "catalog")
class CatalogController {

    private final CatalogView view;

    CatalogController(SpecCatalog catalog, CallerLimits callers, JobSettings jobs, Access access) {
        this.view = CatalogView.of(catalog, callers, jobs, access.anonymous());
    }

    @GetMapping("/api/v1/catalog")
    @Operation(operationId = "catalog", summary = "Every choice with its range, its default and the limits")
    CatalogView catalog() {
        return view;
    }
}
