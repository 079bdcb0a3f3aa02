/// The HTTP API and the live channel of the contract.
@NullMarked
package dev.hivesync.server.api;

import org.jspecify.annotations.NullMarked;
