package org.nnplayground.course;

import org.nnplayground.engine.TrainingEngine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CourseConfiguration {

    @Bean
    ExerciseBook exerciseBook(TrainingEngine engine) {
        return ExerciseBook.of(engine);
    }
}
