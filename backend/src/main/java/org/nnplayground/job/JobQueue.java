package org.nnplayground.job;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.nnplayground.store.Mode;
import reactor.core.publisher.Flux;

/**
 * Hands each waiting job to one trainer. A job whose trainer stops extending its lease comes back, at the front. Live
 * and batch jobs wait in lines of their own, first come, first served.
 */
public interface JobQueue {

    void add(String job, Mode mode);

    /** The next job of a mode, held for {@code term}. */
    Optional<Lease> claim(Mode mode, Duration term);

    /** Holds on to a job for another {@code term} from now; false where the lease is lost. */
    boolean renew(Lease lease, Duration term);

    /** Gives a job back, to the front of its line; nothing where the lease is lost. */
    void putBack(Lease lease);

    /** The job has ended. */
    void release(Lease lease);

    /** Takes a job that waits out of its line; false where it does not wait (any more). */
    boolean withdraw(String job);

    /** The lines into which jobs come, or come back, from now on. Multicast; a subscriber asks for all there are. */
    Flux<Mode> arrivals();

    /** Jobs that wait. */
    int length(Mode mode);

    /** Jobs in front of a waiting one; empty where it does not wait. */
    OptionalInt position(String job);
}
