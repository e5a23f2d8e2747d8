package dev.alluvium.cleaning.personal;

/** A piece of personal data in a text: characters from {@code start} to {@code end}, the end excluded. */
record Found(PersonalType type, int start, int end) {}
