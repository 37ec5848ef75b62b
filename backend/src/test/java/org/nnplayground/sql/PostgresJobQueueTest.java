package org.nnplayground.sql;

class PostgresJobQueueTest extends R2dbcJobQueueContract {

    @Override
    OpenDatabase newDatabase() {
        return OpenDatabase.postgres();
    }
}
