/** The API over HTTP: JSON, server-sent events, problem documents, the OpenAPI document. Only this room knows HTTP. */
@ApplicationModule(
        allowedDependencies = {
            "job", "stream", "store", "engine", "spec", "dataset", "access", "webhook", "lesson", "problem"
        })
@NullMarked
package org.nnplayground.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
