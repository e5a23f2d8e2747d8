package dev.alluvium.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What {@code KEY: off} means for a part of the configuration that has no public constant {@code OFF}. Without this annotation
 * it is refused: to be left out means the defaults, and off must not mean them too.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface WhenOff {
    /** Whether the part is simply not there when it is left out. */
    boolean absent() default false;

    /** What to write in place of {@code off}. */
    String remedy() default "leave it out for its defaults";
}
