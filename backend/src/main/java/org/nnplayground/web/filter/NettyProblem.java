package org.nnplayground.web.filter;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Language;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.web.response.ProblemDocument;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * The response to a request that does not reach Spring's filters: a problem document with the headers that the filters
 * would set.
 *
 * @param body the document as JSON
 */
@SuppressWarnings("ArrayRecordComponent")
record NettyProblem(int status, HttpHeaders headers, byte[] body) {

    /** @param acceptLanguage the header of the request; null if there is none or it was not read */
    static NettyProblem of(ProblemType type, Message detail, @Nullable String acceptLanguage, JsonMapper mapper) {
        Language language = Language.of(acceptLanguage);
        String id = UUID.randomUUID().toString();
        byte[] body = mapper.writeValueAsBytes(
                ProblemDocument.of(type, detail, null, language).withRequestId(id));
        var headers = new HttpHeaders();
        SecurityHeadersFilter.addTo(headers);
        headers.set(SecurityHeadersFilter.POLICY, SecurityHeadersFilter.DATA);
        headers.set(AccessLog.HEADER, id);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        headers.set(HttpHeaders.CONTENT_LANGUAGE, language.tag());
        headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        headers.setContentLength(body.length);
        return new NettyProblem(ProblemDocument.status(type).value(), headers, body);
    }
}
