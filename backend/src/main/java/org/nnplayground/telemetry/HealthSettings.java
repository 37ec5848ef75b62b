package org.nnplayground.telemetry;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code playground.health.*}.
 *
 * @param storeTimeout the process is no longer alive if its embedded store cannot be read for this time
 */
@ConfigurationProperties("playground.health")
record HealthSettings(@DefaultValue("2m") Duration storeTimeout) {}
