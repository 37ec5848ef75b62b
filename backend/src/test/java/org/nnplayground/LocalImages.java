package org.nnplayground;

import java.io.IOException;

/** Images that the Docker engine of this machine has. */
public final class LocalImages {

    private LocalImages() {}

    /**
     * Whether there is such an image, and an engine. Asked before Testcontainers is: where no registry answers, it
     * would wait minutes for the image.
     */
    public static boolean has(String image) {
        try {
            return new ProcessBuilder("docker", "image", "inspect", image)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noDocker) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
