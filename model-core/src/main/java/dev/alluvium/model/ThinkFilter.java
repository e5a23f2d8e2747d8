package dev.alluvium.model;

import dev.alluvium.model.text.Thinking;

/**
 * Leaves out of an answer what an R1-style base thinks before it, up to {@code </think>} and the white space after it. An
 * answer that ends while the model still thinks is empty.
 */
final class ThinkFilter {
    private State state;
    private String held = "";

    private enum State {
        UNDECIDED,
        THINKING,
        ABOUT_TO_ANSWER,
        ANSWERING
    }

    ThinkFilter(Thinking thinking) {
        this.state = switch (thinking) {
            case NEVER -> State.ANSWERING;
            case MAYBE -> State.UNDECIDED;
            case OPENED -> State.THINKING;
        };
    }

    /** Adds text; gives what belongs to the answer. */
    String accept(String text) {
        if (state == State.ANSWERING) {
            return text;
        }
        held += text;
        if (state == State.UNDECIDED) {
            decide();
        }
        if (state == State.THINKING) {
            think();
        }
        if (state == State.ABOUT_TO_ANSWER) {
            held = held.stripLeading();
            state = held.isEmpty() ? state : State.ANSWERING;
        }
        return state == State.ANSWERING ? take() : "";
    }

    private void decide() {
        String begun = held.stripLeading();
        if (begun.startsWith(Thinking.OPEN)) {
            held = begun.substring(Thinking.OPEN.length());
            state = State.THINKING;
        } else if (!Thinking.OPEN.startsWith(begun)) {
            state = State.ANSWERING;
        }
    }

    /** Keeps no more of the thought than may be the beginning of its end. */
    private void think() {
        int close = held.indexOf(Thinking.CLOSE);
        if (close < 0) {
            held = held.substring(Math.max(0, held.length() - Thinking.CLOSE.length()));
        } else {
            held = held.substring(close + Thinking.CLOSE.length());
            state = State.ABOUT_TO_ANSWER;
        }
    }

    /** Gives what was held back, at the end of the stream. */
    String end() {
        return state == State.UNDECIDED ? take() : "";
    }

    private String take() {
        String taken = held;
        held = "";
        return taken;
    }
}
