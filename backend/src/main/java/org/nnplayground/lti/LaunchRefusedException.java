package org.nnplayground.lti;

/** A login, launch or registration is refused. The message is one English sentence for the administrator. */
public final class LaunchRefusedException extends RuntimeException {

    LaunchRefusedException(String reason) {
        super(reason, null, false, false);
    }

    static void unless(boolean condition, String reason) {
        if (!condition) {
            throw new LaunchRefusedException(reason);
        }
    }
}
