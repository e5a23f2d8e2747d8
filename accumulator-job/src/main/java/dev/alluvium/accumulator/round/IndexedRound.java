package dev.alluvium.accumulator.round;

import dev.alluvium.contracts.dataset.RoundManifest;

/** A round in the index: its records refer to it, so that a verdict changes one place. */
final class IndexedRound {
    private final String name;
    private final RoundManifest manifest;
    private boolean live;
    private boolean present = true;

    IndexedRound(String name, RoundManifest manifest, boolean live) {
        this.name = name;
        this.manifest = manifest;
        this.live = live;
    }

    String name() {
        return name;
    }

    RoundManifest manifest() {
        return manifest;
    }

    boolean live() {
        return live;
    }

    void live(boolean now) {
        live = now;
    }

    /** Whether it still counts. */
    boolean present() {
        return present;
    }

    void leave() {
        present = false;
    }

    /** Whether it was indexed of this very manifest, so that its verdict alone may have changed. */
    @SuppressWarnings("ReferenceEquality") // another manifest of equal content is indexed again, which is right too
    boolean isOf(Round round) {
        return round.manifest() == manifest;
    }
}
