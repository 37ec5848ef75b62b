package org.nnplayground.web.gateway;

import io.netty.channel.ChannelOption;
import java.time.Duration;
import org.nnplayground.access.PeerTokens;
import org.nnplayground.cluster.JobHolders;
import org.nnplayground.cluster.Node;
import org.nnplayground.cluster.Role;
import org.nnplayground.web.request.BodyReader;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** The gateway of a process that serves the API in a cluster; {@link GatewaySwitch} turns the library off elsewhere. */
@Configuration(proxyBeanMethods = false)
@Conditional({Role.Serves.class, Role.Shares.class})
class GatewayConfiguration {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(60);

    /** Shorter than the time after which {@link PeerServer} closes an idle connection. */
    private static final Duration MAX_IDLE_TIME = Duration.ofSeconds(60);

    private static final Duration EVICTION_INTERVAL = Duration.ofSeconds(30);

    /** Connections to other processes; each open stream has one. */
    @Bean(destroyMethod = "dispose")
    ConnectionProvider peerConnections() {
        return ConnectionProvider.builder("peers")
                .maxConnections(Integer.MAX_VALUE)
                .maxIdleTime(MAX_IDLE_TIME)
                .evictInBackground(EVICTION_INTERVAL)
                .disposeInactivePoolsInBackground(EVICTION_INTERVAL, MAX_IDLE_TIME)
                .build();
    }

    /** The gateway library uses the bean of this type. */
    @Bean
    HttpClient peerClient(ConnectionProvider connections) {
        return HttpClient.create(connections)
                .disableRetry(true) // it would also send a change again, which may have been made
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis())
                .responseTimeout(RESPONSE_TIMEOUT);
    }

    @Bean
    RemoteJobEvents remoteJobEvents(HttpClient client, PeerTokens tokens, Node node) {
        return new RemoteJobEvents(client, tokens, node);
    }

    @Bean
    RemoteCancellation remoteCancellation(HttpClient client, PeerTokens tokens, Node node) {
        return new RemoteCancellation(client, tokens, node);
    }

    /** The address of the route is a placeholder: {@link HolderFilter} finds the holder's for each try. */
    @Bean
    RouteLocator holderRoute(
            RouteLocatorBuilder routes, JobHolders holders, PeerTokens tokens, Node node, BodyReader bodies) {
        var filter = new HolderFilter(holders, tokens, node, bodies);
        return routes.routes()
                .route(
                        "holder",
                        route -> route.asyncPredicate(exchange -> isElsewhere(holders, exchange))
                                .filters(filters -> filters.filter(filter, HolderFilter.ORDER))
                                .uri("no://address"))
                .build();
    }

    private static Mono<Boolean> isElsewhere(JobHolders holders, ServerWebExchange exchange) {
        JobPath path = JobPath.of(exchange);
        if (path == null || path.isStream() || PeerFilter.isPeer(exchange) || HolderFilter.isAnsweredHere(exchange)) {
            return Mono.just(false);
        }
        return holders.isHere(path.job())
                ? Mono.just(false)
                : holders.elsewhere(path.job()).hasElement();
    }

    @Bean
    HttpHeadersFilter ownResponseHeaders() {
        return new OwnResponseHeaders();
    }
}
