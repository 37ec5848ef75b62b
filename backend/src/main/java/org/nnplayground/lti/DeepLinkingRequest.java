package org.nnplayground.lti;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A platform asks a teacher to choose content.
 *
 * @param returnUrl where the browser posts the choice
 * @param multiple whether more than one item may be chosen
 * @param lineItems whether an item may declare a column in the gradebook
 * @param data opaque text that the response repeats; null if there is none
 */
public record DeepLinkingRequest(
        URI returnUrl,
        boolean multiple,
        boolean lineItems,
        @Nullable String data) {}
