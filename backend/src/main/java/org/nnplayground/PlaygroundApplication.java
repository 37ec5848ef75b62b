package org.nnplayground;

import org.nnplayground.access.KeyCommand;
import org.nnplayground.job.Role;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the server, or speaks to the running one where a command is given. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class PlaygroundApplication {

    public static void main(String[] args) {
        if (KeyCommand.isIn(args)) {
            System.exit(KeyCommand.run(args, System.out, System.err));
        }
        var application = new SpringApplication(PlaygroundApplication.class);
        application.addInitializers(context -> Role.check(context.getEnvironment()));
        application.run(args);
    }
}
