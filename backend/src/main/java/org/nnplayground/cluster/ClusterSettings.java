package org.nnplayground.cluster;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of a process in a cluster.
 *
 * @param host host name or address at which the other processes reach this one; null for this machine's address
 * @param port port for requests of the other processes; 0 for any free port
 */
@ConfigurationProperties("playground.cluster")
public record ClusterSettings(
        @Nullable String host, @DefaultValue("8081") int port) {}
