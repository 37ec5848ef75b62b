/** The API over HTTP: JSON, server-sent events, problem documents, the OpenAPI document. Only this room knows HTTP. */
@ApplicationModule(
        allowedDependencies = {
            "access", "cluster", "codec", "course", "dataset", "engine", "job", "problem", "queue", "service", "spec",
            "store", "stream", "webhook"
        })
@NullMarked
package org.nnplayground.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
