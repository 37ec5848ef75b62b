package org.nnplayground.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nnplayground.cluster.Node;

class PostgresNodeRegistryTest extends R2dbcNodeRegistryContract {

    @Override
    OpenDatabase newDatabase() {
        return OpenDatabase.postgres();
    }

    @Test
    void aRegistrationChangesNothingAboutOtherNodes() {
        run(webNode(FIRST).register());
        store("a");
        claim(FIRST, "a");

        run(webNode(SECOND).register());

        assertThat(get(webNode(SECOND).countWebNodes())).isEqualTo(2);
        assertThat(isWaiting("a")).isFalse();
    }

    @Test
    void aRegistrationReturnsTheJobsOfAnEarlierNodeAtTheSameAddress() {
        run(webNode(FIRST).register());
        run(webNode(SECOND).register());
        store("a");
        store("b");
        claim(FIRST, "a");
        claim(SECOND, "b");

        run(webNode(new Node("restarted", FIRST.address())).register());

        assertThat(get(webNode(SECOND).countWebNodes())).isEqualTo(2);
        assertThat(isWaiting("a")).isTrue();
        assertThat(isWaiting("b")).as("of another address").isFalse();
    }

    @Test
    void aRegistrationWithoutAddressRemovesNobody() {
        run(webNode(new Node("nowhere", null)).register());

        run(webNode(new Node("nowhere too", null)).register());

        assertThat(get(webNode(FIRST).countWebNodes())).isEqualTo(2);
    }
}
