package org.nnplayground.stream;

class InMemoryEventLogTest extends EventLogContract {

    @Override
    EventLog create() {
        return new InMemoryEventLog();
    }
}
