package dev.hivesync.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The tests of this class run on a database whose growing tables are hash-partitioned by user.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface HashPartitioned {}
