package org.nnplayground.web.gateway;

import org.nnplayground.access.PeerTokens;
import org.nnplayground.cluster.JobHolders;
import org.nnplayground.web.filter.AccessLog;
import org.nnplayground.web.filter.EmbedFilter;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Admits requests of other processes of the cluster to the internal port: 401 without a valid token, 404 unless they
 * are about a job, 421 (Misdirected Request) unless this process holds the job. Not a bean, because the public port has
 * all beans that are filters.
 */
public final class PeerFilter implements WebFilter {

    private static final String ATTRIBUTE = PeerFilter.class.getName();

    private final PeerTokens tokens;
    private final JobHolders holders;
    private final EmbedFilter embed = new EmbedFilter();

    PeerFilter(PeerTokens tokens, JobHolders holders) {
        this.tokens = tokens;
        this.holders = holders;
    }

    /**
     * Whether another process has passed this request on. That process has already checked its rate, quotas and origin.
     */
    public static boolean isPeer(ServerWebExchange exchange) {
        return exchange.getAttributes().containsKey(ATTRIBUTE);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String token = exchange.getRequest().getHeaders().getFirst(PeerTokens.HEADER);
        if (token == null || !tokens.isValid(token)) {
            return refuse(exchange, HttpStatus.UNAUTHORIZED);
        }
        exchange.getAttributes().put(ATTRIBUTE, true);
        AccessLog.assignRequestId(exchange);
        return embed.filter(exchange, plain -> filterPlain(plain, chain));
    }

    private Mono<Void> filterPlain(ServerWebExchange exchange, WebFilterChain chain) {
        JobPath path = JobPath.of(exchange);
        if (path == null) {
            return refuse(exchange, HttpStatus.NOT_FOUND);
        }
        return holders.isHere(path.job()) ? chain.filter(exchange) : refuse(exchange, HttpStatus.MISDIRECTED_REQUEST);
    }

    private static Mono<Void> refuse(ServerWebExchange exchange, HttpStatus status) {
        exchange.getResponse().setStatusCode(status);
        return exchange.getResponse().setComplete();
    }
}
