package org.nnplayground.lti.store;

import java.time.Instant;

/**
 * A key pair of this tool.
 *
 * @param id the {@code kid} of its JSON Web Key
 * @param encrypted the private JSON Web Key as JWE, encrypted under the server's secret
 */
public record ToolKey(String id, String encrypted, Instant createdAt) {}
