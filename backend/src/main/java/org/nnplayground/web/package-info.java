/**
 * The API over HTTP: JSON, server-sent events, problem documents, the OpenAPI document. Only this package,
 * {@code outbound} and {@code cli} use HTTP.
 */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "attempt",
            "cluster",
            "codec",
            "course",
            "dataset",
            "engine",
            "goal",
            "export",
            "job",
            "link",
            "landscape",
            "lti",
            "past",
            "problem",
            "queue",
            "service",
            "spec",
            "store",
            "stream",
            "sweep",
            "upload",
            "webhook"
        })
@NullMarked
package org.nnplayground.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
