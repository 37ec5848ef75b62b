package org.nnplayground.attempt;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.nnplayground.attempt.AccessTokens.TokenRefusedException;
import org.nnplayground.lti.Launch;
import org.nnplayground.lti.LtiSettings;
import org.nnplayground.lti.Platform;
import org.nnplayground.lti.PlatformClient;
import org.nnplayground.lti.Registrations;
import org.nnplayground.lti.Role;
import org.nnplayground.outbound.OutboundClient.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the members of a course from its platform (Names and Role Provisioning Services 2.0). Nothing is stored, and no
 * name is logged: each call asks the platform.
 */
public final class MembershipReader {

    static final int MAX_PAGES = 100;
    static final int MAX_MEMBERS = 10_000;

    private static final Logger log = LoggerFactory.getLogger(MembershipReader.class);
    private static final String MEMBERS = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";

    /** Of all pages together. */
    private static final int MAX_BYTES = 8 << 20;

    /** A limit for all requests together. The page that shows the class waits longer. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final int UNAUTHORIZED = 401;
    private static final Set<Integer> REFUSALS = Set.of(UNAUTHORIZED, 403);
    private static final int MAX_ID = 255;
    private static final int MAX_NAME = 100;

    /** A link of the header {@code Link} (RFC 8288): the address and its parameters. */
    private static final Pattern LINK = Pattern.compile("<([^>]*)>((?:\\s*+;[^,\";]*+(?:\"[^\"]*+\")?+)*+)");

    private static final Pattern NEXT =
            Pattern.compile("(?i);\\s*rel\\s*=\\s*(?:\"(?:[^\"]*\\s)?next[\\s\"]|next\\s*(?:;|$))");

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cc}\\p{Z}]+");

    /** Invisible characters, such as those that change the direction of text, but not joiners of letters. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cs}\\p{Cn}&&[^\\u200C\\u200D]]");

    private final PlatformClient client;
    private final AccessTokens tokens;
    private final Function<String, Mono<Platform>> platforms;
    private final LtiSettings settings;
    private final Duration timeout;
    private final JsonMapper mapper = new JsonMapper();

    /**
     * @param platforms finds a registration by its id; empty if there is none
     * @param timeout of all requests together
     */
    MembershipReader(
            PlatformClient client,
            AccessTokens tokens,
            Function<String, Mono<Platform>> platforms,
            LtiSettings settings,
            Duration timeout) {
        this.client = client;
        this.tokens = tokens;
        this.platforms = platforms;
        this.settings = settings;
        this.timeout = timeout;
    }

    /** One response. */
    private record Page(
            List<Member> members, int bytes, @Nullable URI next) {}

    /** The platform's answers cannot be used. */
    private static final class UnusableException extends RuntimeException {
        UnusableException(String reason) {
            super(reason, null, false, false);
        }
    }

    /** The platform does not let this tool read members. */
    private static final class RefusedException extends RuntimeException {
        RefusedException(int status) {
            super("status " + status, null, false, false);
        }
    }

    /** The members of a teacher's course. Never fails: if the platform does not answer well, there are no names. */
    public Mono<Roster> read(Launch launch) {
        URI address = launch.memberships();
        if (!settings.names()) {
            return Mono.just(Roster.without(Roster.State.OFF));
        }
        if (address == null) {
            return Mono.just(Roster.without(Roster.State.REFUSED));
        }
        return platforms
                .apply(launch.platformId())
                .flatMap(platform -> members(platform, address))
                .timeout(timeout)
                .map(Roster::of)
                .onErrorResume(e -> Mono.fromSupplier(() -> failed(launch.platformId(), e)))
                .defaultIfEmpty(Roster.without(Roster.State.REFUSED));
    }

    private static Roster failed(String platform, Throwable e) {
        log.info("Names: the members of a course of platform {} cannot be read: {}", platform, e.toString());
        boolean isRefused =
                e instanceof RefusedException || (e instanceof TokenRefusedException token && token.isDenied());
        return Roster.without(isRefused ? Roster.State.REFUSED : Roster.State.UNAVAILABLE);
    }

    private Mono<List<Member>> members(Platform platform, URI first) {
        return page(platform, first)
                .expand(page -> page.next() == null ? Mono.empty() : page(platform, page.next()))
                .reduceWith(() -> new Read(new ArrayList<>(), 0, 0), Read::with)
                .map(Read::members);
    }

    /** What was read until now. */
    private record Read(List<Member> members, int pages, int bytes) {

        Read with(Page page) {
            members.addAll(page.members());
            var read = new Read(members, pages + 1, bytes + page.bytes());
            if (read.pages > MAX_PAGES || read.bytes > MAX_BYTES || members.size() > MAX_MEMBERS) {
                throw new UnusableException("there are too many members");
            }
            return read;
        }
    }

    private Mono<Page> page(Platform platform, URI address) {
        return response(platform, address)
                .flatMap(response -> {
                    if (response.status() != UNAUTHORIZED) {
                        return Mono.just(response);
                    }
                    tokens.forget(platform, Registrations.MEMBERS_SCOPE);
                    return response(platform, address);
                })
                .map(response -> page(response, address));
    }

    private Mono<Response> response(Platform platform, URI address) {
        return tokens.of(platform, Registrations.MEMBERS_SCOPE).flatMap(token -> client.get(address, MEMBERS, token));
    }

    private Page page(Response response, URI address) {
        if (REFUSALS.contains(response.status())) {
            throw new RefusedException(response.status());
        }
        if (response.status() != 200) {
            throw new UnusableException("status " + response.status());
        }
        JsonNode members;
        try {
            members = mapper.readTree(response.body()).path("members");
        } catch (JacksonException e) {
            throw new UnusableException("the response is not JSON"); // e has parts of the response
        }
        if (!members.isArray()) {
            throw new UnusableException("the response has no members");
        }
        return new Page(
                stream(members)
                        .map(MembershipReader::member)
                        .filter(member -> isId(member.subject()))
                        .toList(),
                response.body().length,
                next(response.headers().getOrDefault("link", ""), address));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static boolean isId(String subject) {
        return !subject.isEmpty() && subject.length() <= MAX_ID;
    }

    private static Member member(JsonNode json) {
        String full = name(text(json, "name"));
        String name = full.isEmpty() ? name(text(json, "given_name") + " " + text(json, "family_name")) : full;
        String status = json.path("status").stringValue("Active");
        List<String> roles =
                stream(json.path("roles")).map(role -> role.stringValue("")).toList();
        return new Member(
                json.path("user_id").asString(""),
                name.isEmpty() ? null : name,
                status.equals("Active") && Role.isStudent(Role.of(roles)));
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).stringValue("");
    }

    /** A name in one line of visible characters. */
    private static String name(String text) {
        String spaced = SPACE.matcher(text).replaceAll(" ");
        String visible = INVISIBLE.matcher(spaced).replaceAll("").strip();
        return visible.codePointCount(0, visible.length()) <= MAX_NAME
                ? visible
                : visible.substring(0, visible.offsetByCodePoints(0, MAX_NAME - 1)) + "…";
    }

    /**
     * The address of the next page; null if there is none. It must be on the server of this page, which gets the token.
     */
    private static @Nullable URI next(String header, URI address) {
        Matcher link = LINK.matcher(header);
        while (link.find()) {
            if (NEXT.matcher(link.group(2)).find()) {
                URI next = resolved(link.group(1), address);
                if (!String.valueOf(next.getScheme()).equals(address.getScheme())
                        || !String.valueOf(next.getRawAuthority()).equals(address.getRawAuthority())) {
                    throw new UnusableException("the next page is on another server");
                }
                return next;
            }
        }
        return null;
    }

    private static URI resolved(String link, URI address) {
        try {
            return address.resolve(link);
        } catch (IllegalArgumentException e) {
            throw new UnusableException("the address of the next page is invalid");
        }
    }
}
