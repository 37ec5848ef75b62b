package org.nnplayground.queue;

import org.nnplayground.store.InMemoryJobStore;
import org.nnplayground.store.JobStore;

class InMemoryJobQueueTest extends JobQueueContract {

    private final InMemoryJobStore store = new InMemoryJobStore(Long.MAX_VALUE);

    @Override
    protected JobStore createStore() {
        return store;
    }

    @Override
    protected JobQueue createQueue() {
        return new InMemoryJobQueue(store, NODE, new Turns(2));
    }
}
