package dev.alluvium.settings;

/** What a token may do. Admin implies every role; every role implies reader. */
public enum Role {
    READER,
    PUSHER,
    PROBER,
    OPERATOR,
    ADMIN;

    /** Whether a holder of this role may do what {@code needed} is asked for. */
    public boolean implies(Role needed) {
        return this == ADMIN || this == needed || needed == READER;
    }
}
