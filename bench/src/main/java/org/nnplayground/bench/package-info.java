/** Compares the engine with DJL's {@code Trainer} and a plain Java loop. Only this module uses the Trainer. */
package org.nnplayground.bench;
