package org.nnplayground.web.course;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ExerciseConfiguration {

    @Bean
    AnswerReader answerReader() {
        return new AnswerReader();
    }
}
