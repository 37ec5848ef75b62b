package org.nnplayground.stream;

class InMemoryEventLogTest extends EventLogContract {

    @Override
    protected EventLog create() {
        return new InMemoryEventLog();
    }
}
