/// Benchmarks: ratios, each of two sides measured by turns in the same run. They run with `-Pbench`.
@NullMarked
package dev.hivesync.bench;

import org.jspecify.annotations.NullMarked;
