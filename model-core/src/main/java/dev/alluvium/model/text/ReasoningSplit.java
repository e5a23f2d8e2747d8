package dev.alluvium.model.text;

/** An answer taken apart: what was thought before it, and what was said. */
record ReasoningSplit(String thought, String said) {
    static ReasoningSplit of(String content) {
        int close = content.lastIndexOf(Thinking.CLOSE);
        if (close < 0) {
            return new ReasoningSplit("", content);
        }
        String before = content.substring(0, close);
        int open = before.indexOf(Thinking.OPEN);
        String thought = open < 0 ? before : before.substring(open + Thinking.OPEN.length());
        return new ReasoningSplit(
                thought.strip(),
                content.substring(close + Thinking.CLOSE.length()).stripLeading());
    }

    /** As R1-style bases write it after a block that is open already. */
    String afterOpening() {
        return thought + "\n" + Thinking.CLOSE + "\n\n" + said;
    }

    /** As a message's content, with a block only if something was thought. */
    String content() {
        return thought.isEmpty() ? said : Thinking.OPEN + "\n" + afterOpening();
    }

    ReasoningSplit withoutThought() {
        return new ReasoningSplit("", said);
    }

    /** With special tokens in either part broken up. */
    ReasoningSplit escaped(Tokenizer tokenizer) {
        return new ReasoningSplit(tokenizer.escape(thought), tokenizer.escape(said));
    }
}
