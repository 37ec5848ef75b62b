/**
 * What the OpenAPI document says of bodies that no Java type describes: made from the catalogue, so that both agree.
 */
@NullMarked
package org.nnplayground.web.openapi;

import org.jspecify.annotations.NullMarked;
