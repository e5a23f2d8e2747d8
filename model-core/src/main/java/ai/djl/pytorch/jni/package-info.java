/** One class beside DJL's own, to call TorchScript with autograd on. */
@NullMarked
package ai.djl.pytorch.jni;

import org.jspecify.annotations.NullMarked;
