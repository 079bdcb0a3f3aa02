package dev.hivesync.update;

/// Fetches what is announced. Blocks.
public interface Feed {

    sealed interface Answer {

        record File(String text) implements Answer {}

        record None(Refusal why) implements Answer {}
    }

    Answer fetch();
}
