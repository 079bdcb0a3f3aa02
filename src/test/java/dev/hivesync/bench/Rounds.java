package dev.hivesync.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How long and how often is measured. The sides of a comparison take turns, so that what else the machine does
/// meets all of them, and each counts with its median.
record Rounds(int count, Duration each) {

    /// The whole run, or with `-Dbench.quick=true` a short one over fewer rows.
    static Rounds chosen() {
        return quick() ? new Rounds(3, Duration.ofSeconds(1)) : new Rounds(5, Duration.ofSeconds(2));
    }

    /// As many, of another length.
    Rounds of(Duration other) {
        return new Rounds(count, other);
    }

    static boolean quick() {
        return Boolean.getBoolean("bench.quick");
    }

    /// One measurement that lasts as long as it is told.
    interface Side {
        double measure(Duration time) throws Exception;
    }

    /// The medians of the sides, in their order. They run forwards and backwards by turns: what a side leaves behind,
    /// such
    /// as pages to be written, does not always meet the same successor.
    List<Double> medians(Side... sides) throws Exception {
        double[][] values = new double[sides.length][count];
        for (int round = 0; round < count; round++) {
            for (int turn = 0; turn < sides.length; turn++) {
                int side = round % 2 == 0 ? turn : sides.length - 1 - turn;
                values[side][round] = sides[side].measure(each);
            }
        }
        List<Double> medians = new ArrayList<>();
        for (double[] measured : values) {
            Arrays.sort(measured);
            medians.add(measured[count / 2]);
        }
        return medians;
    }
}
