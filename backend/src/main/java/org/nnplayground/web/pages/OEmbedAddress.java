package org.nnplayground.web.pages;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where other sites learn how to embed a page (oEmbed). */
public final class OEmbedAddress {

    public static final String PATH = "/oembed";

    private OEmbedAddress() {}

    /** The address that describes a page of this server. */
    public static URI of(URI page) {
        return page.resolve(PATH + "?url=" + URLEncoder.encode(page.toString(), StandardCharsets.UTF_8));
    }
}
