package org.nnplayground.web.course;

import org.nnplayground.spec.SpecCatalog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ExerciseConfiguration {

    @Bean
    AnswerReader answerReader(SpecCatalog catalog) {
        return new AnswerReader(catalog);
    }
}
