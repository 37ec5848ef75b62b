package org.nnplayground.lesson;

import org.nnplayground.engine.TrainingEngine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LessonConfiguration {

    @Bean
    ExerciseBook exerciseBook(TrainingEngine engine) {
        return ExerciseBook.of(engine);
    }
}
