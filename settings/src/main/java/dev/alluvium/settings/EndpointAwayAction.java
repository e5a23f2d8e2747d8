package dev.alluvium.settings;

/** What a run does while an endpoint that it needs does not answer. */
public enum EndpointAwayAction {
    /** It goes on with what it has. */
    SKIP,
    /** It begins once the endpoint answers. */
    WAIT
}
