package org.nnplayground;

import org.nnplayground.cli.OperatorCommand;
import org.nnplayground.cluster.Role;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the server, or speaks to the running one where a command is given. */
// The excluded configuration logs a warning at every start, because there is no load balancer.
@SpringBootApplication(
        excludeName = "org.springframework.cloud.gateway.config.GatewayNoLoadBalancerClientAutoConfiguration")
@ConfigurationPropertiesScan
public class PlaygroundApplication {

    public static void main(String[] args) {
        if (OperatorCommand.isIn(args)) {
            System.exit(OperatorCommand.run(args, System.out, System.err));
        }
        var application = new SpringApplication(PlaygroundApplication.class);
        application.addInitializers(context -> Role.check(context.getEnvironment()));
        application.run(args);
    }
}
