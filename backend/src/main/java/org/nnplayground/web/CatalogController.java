package org.nnplayground.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.web.request.JobCatalog;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes the catalogue, which is fixed while the server runs. */
@RestController
@Tag(name = "catalog")
class CatalogController {

    private final SpecCatalog catalog;
    private final JobCatalog jobs;
    private volatile @Nullable CatalogView view;

    CatalogController(SpecCatalog catalog, JobCatalog jobs) {
        this.catalog = catalog;
        this.jobs = jobs;
    }

    @GetMapping("/api/v1/catalog")
    @Operation(operationId = "catalog", summary = "Every choice with its range, its default and the limits")
    CatalogView catalog() {
        CatalogView known = view;
        if (known == null) {
            known = CatalogView.of(catalog, jobs);
            view = known;
        }
        return known;
    }
}
