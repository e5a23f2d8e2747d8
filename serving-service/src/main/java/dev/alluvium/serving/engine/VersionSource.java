package dev.alluvium.serving.engine;

/** Gives the version that answers a request once its slot is free. */
@FunctionalInterface
public interface VersionSource {
    /** The version, retained; {@link dev.alluvium.serving.openai.ApiException} if there is none now. */
    ActiveVersion acquire();
}
