import java.io.IOException;
import java.net.http.HttpResponse;

/** A live job of a server, with its control token. */
record LiveJob(JarServer server, String path, String token) {

    /** Requests a new live job. The response has any status. */
    static HttpResponse<String> request(JarServer server, String spec, int pace) throws Exception {
        return server.exchange(
                "POST", "/jobs", "",
                "{\"mode\":\"live\",\"pace\":{\"epochsPerSecond\":" + pace + "},\"spec\":" + spec + "}");
    }

    /** @param response to the request; its status must be 201 */
    static LiveJob of(JarServer server, HttpResponse<String> response) throws IOException {
        if (response.statusCode() != 201) {
            throw new IOException("POST /jobs: " + response.statusCode() + " " + response.body());
        }
        return new LiveJob(
                server,
                "/jobs/" + JarServer.first(response.body(), "\"id\":\"([^\"]+)\""),
                JarServer.first(response.body(), "\"controlToken\":\"([^\"]+)\""));
    }

    FrameStream follow(int pace, int rate) throws IOException {
        return FrameStream.open(server.base(), path, "maxRate=" + rate + "&resolution=50", pace);
    }

    void control(String action) throws Exception {
        server.send("POST", path + "/" + action, token, "{}");
    }

    void delete() throws Exception {
        server.send("DELETE", path, token, "");
    }
}
