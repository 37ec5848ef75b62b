package org.nnplayground.web.branch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.ServerTest;
import org.nnplayground.web.Trainings;
import tools.jackson.databind.JsonNode;

class BranchOverHttpTest extends ServerTest {

    private static final int EPOCHS = 40;

    private static final String SPEC = """
            {'task': 'classification',
              'data': {'source': 'generated', 'generator': 'circle', 'samples': 40, 'noise': 0.2, 'seed': 3},
              'network': {'layers': [{'units': 4, 'activation': 'tanh'}, {'units': 1, 'activation': 'tanh'}],
                'initializer': {'type': 'xavier', 'seed': 5}},
              'training': {'optimizer': %s, 'schedule': {'type': 'plateau', 'patience': 2}, 'batchSize': 5,
                'shuffle': 'everyEpoch', 'seed': 11}}
            """;

    private static final String ADAM = "{'type': 'adam'}";

    private Created parent(String arithmetic, String optimizer) {
        return client.creates(
                "{'spec': %s, 'arithmetic': '%s', 'stop': {'epochs': %d}}"
                        .formatted(SPEC.formatted(optimizer), arithmetic, EPOCHS),
                "Prefer",
                "wait=30");
    }

    private Answer branch(Created parent, String rest) {
        return client.sends(
                "POST",
                "/api/v1/jobs",
                "{'from': {'job': '%s', 'epoch': 13}, 'stop': {'epochs': %d}%s}".formatted(parent.id(), EPOCHS, rest),
                "Prefer",
                rest.contains("live") ? "wait=0" : "wait=30");
    }

    private JsonNode layers(String id) {
        return client.gets("/api/v1/jobs/" + id + "/parameters").json().get("layers");
    }

    private static Created created(Answer answer) {
        JsonNode job = answer.json();
        return new Created(job.get("id").stringValue(), job.get("controlToken").stringValue(), job);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            solo; {'type': 'adam'}
            solo; {'type': 'sgd', 'learningRate': 0.02, 'momentum': 0.9}
            shared; {'type': 'sgd', 'learningRate': 0.1}
            shared; {'type': 'adam'}
            """)
    void aBranchWithoutChangesEndsWithTheBitsOfItsParent(String arithmetic, String optimizer) {
        Created parent = parent(arithmetic, optimizer);

        Created branch = created(branch(parent, ""));

        assertThat(branch.job().get("parent").toString())
                .isEqualTo("{\"job\":\"" + parent.id() + "\",\"run\":1,\"epoch\":13}");
        assertThat(branch.job().get("arithmetic").stringValue()).isEqualTo(arithmetic);
        assertThat(branch.job().get("epoch").intValue()).isEqualTo(EPOCHS);
        assertThat(layers(branch.id())).isEqualTo(layers(parent.id()));
        assertThat(Trainings.history(client, branch)).isEqualTo(Trainings.history(client, parent));
    }

    @Test
    void aLiveBranchWaitsAtTheForkAndGoesOnWithItsChanges() {
        Created parent = parent("solo", ADAM);
        String changes = ", 'mode': 'live', 'changes': {'/training/optimizer': {'type': 'sgd', 'momentum': 0.5},"
                + " '/training/batchSize': 3, '/data/noise': 0.4}";

        Created branch = created(branch(parent, changes));

        assertThat(branch.job().get("state").stringValue()).isEqualTo("paused");
        assertThat(branch.job().get("epoch").intValue()).isEqualTo(13);
        assertThat(branch.job().at("/spec/training/optimizer/type").stringValue())
                .isEqualTo("sgd");
        assertThat(branch.job().at("/spec/training/batchSize").intValue()).isEqualTo(3);
        assertThat(layers(branch.id()))
                .isEqualTo(client.gets(parent.path() + "/parameters?epoch=13")
                        .json()
                        .get("layers"));
        assertThat(Trainings.history(client, branch))
                .isEqualTo(Trainings.history(client, parent).subList(0, 14));
        JsonNode stepped =
                client.controls(branch, "POST", "/step", "{'count': 9}").json();
        assertThat(stepped.get("epoch").intValue()).isEqualTo(22);
    }

    @Test
    void aBranchHasAPastSinceItsFork() {
        Created parent = parent("solo", ADAM);
        Created branch = created(branch(parent, ", 'mode': 'live'"));
        client.controls(branch, "POST", "/step", "{'count': 7}");
        JsonNode then = layers(branch.id());
        client.controls(branch, "POST", "/step", "{'count': 4}");

        assertThat(client.gets(branch.path() + "/frame?epoch=20").json().at("/parameters/layers"))
                .isEqualTo(then);
        assertThat(client.gets(branch.path() + "/frame?epoch=12").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            {'/network/layers/0/units': 5};                       /changes
            {'/training/batchSize': 0};                           /changes/~1training~1batchSize
            {'/training/none/x': 1};                              /changes/~1training~1none~1x
            {'training': 1};                                      /changes/training
            []                             ;                      /changes
            """)
    void changesThatDoNotFitAreRefusedWhereTheyAre(String changes, String pointer) {
        Answer refused = branch(parent("solo", ADAM), ", 'changes': " + changes);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/pointer").stringValue()).isEqualTo(pointer);
    }

    @Test
    void changesNeedAJobToBranchFromUnlessThereAreNone() {
        String spec = "{'spec': {'data': {'source': 'generated', 'generator': 'xor'}}, 'mode': 'live', 'changes': %s}";

        Answer empty = client.sends("POST", "/api/v1/jobs", spec.formatted("{}"));
        Answer refused = client.sends("POST", "/api/v1/jobs", spec.formatted("{'/training/batchSize': 3}"));

        assertThat(empty.status()).isEqualTo(201);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/pointer").stringValue()).isEqualTo("/changes");
    }

    @Test
    void aBatchBranchMustHaveEpochsToTrain() {
        Created parent = parent("solo", ADAM);
        String from = "{'from': {'job': '%s', 'epoch': 13}".formatted(parent.id());

        Answer none = client.sends("POST", "/api/v1/jobs", from + ", 'stop': {'epochs': 13}}");
        Created byDefault = client.creates(from + "}");

        assertThat(none.status()).isEqualTo(422);
        assertThat(none.json().at("/errors/0/pointer").stringValue()).isEqualTo("/stop/epochs");
        assertThat(byDefault.job().at("/stop/epochs").intValue()).isEqualTo(1013);
    }

    @Test
    void anEarlierRunOfTheParentIsRefusedWithTheReason() {
        Created parent = created(
                client.sends("POST", "/api/v1/jobs", "{'spec': %s, 'mode': 'live'}".formatted(SPEC.formatted(ADAM))));
        client.controls(parent, "POST", "/step", "{'count': 3}");
        client.controls(parent, "POST", "/reset", "{}");

        Answer refused = client.sends(
                "POST", "/api/v1/jobs", "{'from': {'job': '%s', 'run': 1, 'epoch': 2}}".formatted(parent.id()));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/pointer").stringValue()).isEqualTo("/from/run");
        assertThat(refused.json().at("/errors/0/detail").stringValue())
                .isEqualTo("must be the current run 2: the losses of earlier runs are not stored");
    }

    @Test
    void anUnknownMomentIsRefused() {
        Created parent = parent("solo", ADAM);
        String unknown = "0".repeat(32);

        for (String from : new String[] {
            "{}",
            "1",
            "{'job': '%s', 'epoch': 99}".formatted(parent.id()),
            "{'job': '%s', 'run': 2}".formatted(parent.id()),
            "{'job': '%s', 'epoch': -1}".formatted(parent.id()),
            "{'job': '%s', 'moment': 1}".formatted(parent.id()),
            "{'job': '%s'}".formatted(unknown)
        }) {
            assertThat(client.sends("POST", "/api/v1/jobs", "{'from': " + from + "}")
                            .status())
                    .as(from)
                    .isEqualTo(422);
        }
    }
}
