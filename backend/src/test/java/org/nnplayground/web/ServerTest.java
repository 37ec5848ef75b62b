package org.nnplayground.web;

import org.junit.jupiter.api.BeforeEach;
import org.nnplayground.PlaygroundApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A test against the whole server, over HTTP. */
@SpringBootTest(
        classes = PlaygroundApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "playground.store=memory",
            "playground.access.api-keys.school=" + ServerTest.SCHOOL_KEY,
            "playground.access.api-keys.other=" + ServerTest.OTHER_KEY
        })
abstract class ServerTest {

    static final String SCHOOL_KEY = "school-0123456789abcdef0123456789abcdef";
    static final String OTHER_KEY = "other-0123456789abcdef0123456789abcdef";

    static final String XOR = """
            'spec': {'task': 'classification', 'data': {'source': 'generated', 'generator': 'xorTable'},
              'network': {'layers': [{'units': 4, 'activation': 'tanh'}, {'units': 1, 'activation': 'tanh'}],
                'initializer': {'type': 'uniform', 'seed': 7}},
              'training': {'optimizer': {'type': 'sgd', 'learningRate': 0.3}, 'batchSize': 4, 'seed': 7}}
            """;

    @LocalServerPort
    private int port;

    Client client;

    @BeforeEach
    void connect() {
        client = new Client(port);
    }

    int port() {
        return port;
    }
}
