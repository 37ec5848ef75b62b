/** Measures the engine beside DJL's {@code Trainer} and a plain Java loop; the only place where the Trainer is used. */
package org.nnplayground.bench;
