/** Filters for all requests and responses: security headers, CORS, rate limits, access log, proxies. */
@NullMarked
package org.nnplayground.web.filter;

import org.jspecify.annotations.NullMarked;
