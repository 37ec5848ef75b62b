package org.nnplayground.web.jobs;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nnplayground.codec.JsonValues;
import org.nnplayground.job.JobState;
import org.nnplayground.problem.Message;
import org.nnplayground.web.request.QueryErrors;
import org.springframework.web.server.ServerWebExchange;

/**
 * The query parameters {@code state} and {@code label}, which select some of a client's jobs.
 *
 * @param state only jobs in this state; null for all
 * @param labels only jobs that have each of these
 */
record JobFilter(@Nullable JobState state, Map<String, String> labels) {

    static JobFilter of(@Nullable String state, ServerWebExchange exchange, QueryErrors errors) {
        return new JobFilter(state(state, errors), labels(exchange, errors));
    }

    private static @Nullable JobState state(@Nullable String name, QueryErrors errors) {
        if (name == null) {
            return null;
        }
        for (JobState state : JobState.values()) {
            if (state.wireName().equals(name)) {
                return state;
            }
        }
        List<String> names =
                Arrays.stream(JobState.values()).map(JobState::wireName).toList();
        errors.add("state", Message.of("choice.one-of", names));
        return null;
    }

    /** Read from the query directly, because Spring would split a method parameter at commas. */
    private static Map<String, String> labels(ServerWebExchange exchange, QueryErrors errors) {
        var labels = new HashMap<String, String>();
        for (String pair : exchange.getRequest().getQueryParams().getOrDefault("label", List.of())) {
            int colon = pair == null ? -1 : pair.indexOf(':');
            if (pair == null || colon < 1) {
                errors.add("label", Message.of("query.label"));
            } else if (!JsonValues.isOneLine(pair)) {
                errors.add("label", Message.of("text.controls"));
            } else if (labels.putIfAbsent(pair.substring(0, colon), pair.substring(colon + 1)) != null) {
                errors.add("label", Message.of("query.label-twice"));
            }
        }
        return labels;
    }
}
