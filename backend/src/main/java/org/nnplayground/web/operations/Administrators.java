package org.nnplayground.web.operations;

import org.nnplayground.access.AccessControl;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.web.filter.CallerAddress;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Admits the operator's commands: from this machine only, and with the administrator's token. */
@Component
public final class Administrators {

    private final AccessControl access;

    Administrators(AccessControl access) {
        this.access = access;
    }

    /** @throws PlaygroundException {@code FORBIDDEN} for every other caller */
    public void require(ServerWebExchange exchange) {
        if (!CallerAddress.isLoopback(exchange)) {
            throw new PlaygroundException(ProblemType.FORBIDDEN, Message.of("access.commands-only"));
        }
        access.requireAdministrator(exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
    }
}
