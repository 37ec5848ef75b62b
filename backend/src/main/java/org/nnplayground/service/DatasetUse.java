package org.nnplayground.service;

import org.nnplayground.spec.TrainingSpec;
import reactor.core.publisher.Mono;

/** Keeps the dataset that a spec names as long as a job exists. */
@FunctionalInterface
interface DatasetUse {

    /** As {@link org.nnplayground.upload.Datasets#use}. */
    Mono<Void> use(TrainingSpec spec, String job, String pointer);
}
