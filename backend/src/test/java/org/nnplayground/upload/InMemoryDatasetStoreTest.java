package org.nnplayground.upload;

import java.util.HashSet;
import java.util.Set;

class InMemoryDatasetStoreTest extends DatasetStoreContract {

    private final Set<String> jobs = new HashSet<>();

    @Override
    protected DatasetStore create() {
        return new InMemoryDatasetStore(jobs::contains);
    }

    @Override
    protected void addJob(String id) {
        jobs.add(id);
    }
}
