package dev.hivesync.desktop.board;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A row's text as the search compares it, plain and with accents, beside lower case alone.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FoldingTimes {

    private String plain =
            "Suggestion is ready\nDocument function in proj-1\nPayment Service\njob-0c8f\nai_job_completed";
    private String accented = "Vorschlag für Größe fertig\nCafé Zürich\nPayment Sérvice\njob-0c8f\nai_job_completed";

    @Benchmark
    public String fold() {
        return Folded.of(plain);
    }

    @Benchmark
    public String foldFloor() {
        return plain.toLowerCase(Locale.ROOT);
    }

    @Benchmark
    public String foldAccents() {
        return Folded.of(accented);
    }

    @Benchmark
    public String foldAccentsFloor() {
        return accented.toLowerCase(Locale.ROOT);
    }
}
