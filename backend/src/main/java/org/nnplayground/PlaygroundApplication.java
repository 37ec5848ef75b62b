package org.nnplayground;

import java.time.Duration;
import org.nnplayground.cli.OperatorCommand;
import org.nnplayground.cluster.Role;
import org.nnplayground.launch.Relaunch;
import org.nnplayground.launch.StartPreparation;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the server, or speaks to the running one where a command is given. */
// The excluded configuration logs a warning at every start, because there is no load balancer.
@SpringBootApplication(
        excludeName = "org.springframework.cloud.gateway.config.GatewayNoLoadBalancerClientAutoConfiguration")
@ConfigurationPropertiesScan
public class PlaygroundApplication {

    /** Default of {@code playground.shutdown-timeout}. */
    public static final Duration DEFAULT_SHUTDOWN_TIMEOUT = Duration.ofSeconds(45);

    public static void main(String[] args) {
        if (StartPreparation.isIn(args)) {
            System.exit(StartPreparation.run(System.out, System.err));
        }
        Relaunch.ifPrepared();
        if (OperatorCommand.isIn(args)) {
            System.exit(OperatorCommand.run(args, System.out, System.err));
        }
        var application = new SpringApplication(PlaygroundApplication.class);
        application.addInitializers(context -> Role.check(context.getEnvironment()));
        application.addListeners(new ShutdownDeadline(() -> Runtime.getRuntime().halt(1)));
        application.run(args);
    }
}
