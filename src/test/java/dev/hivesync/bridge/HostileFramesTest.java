package dev.hivesync.bridge;

import static dev.hivesync.bridge.Hostile.all;
import static dev.hivesync.bridge.Hostile.bytes;
import static dev.hivesync.bridge.Hostile.times;
import static dev.hivesync.bridge.Hostile.utf8;
import static dev.hivesync.bridge.RawPlugin.frame;

import java.util.Arrays;
import java.util.stream.Stream;

/// Frames of a plugin that has proved itself, against RFC 6455 and the limits.
class HostileFramesTest extends AmongHostiles {

    private static final byte[] NONE = new byte[0];
    private static final byte[] TWO = utf8("hi");
    private static final byte[] START = frame(0x01, utf8("{\"type\":"));
    private static final byte[] REST = frame(0x80, utf8("\"x\"}"));

    @Override
    Stream<Hostile> cases() {
        return Stream.of(headers(), fragments(), controls(), characters()).flatMap(Arrays::stream);
    }

    private static Hostile[] headers() {
        return new Hostile[] {
            bytes("2 GB announced", Hostile.of(0x81, 0xff, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 0), "1009"),
            bytes(
                    "8 EB announced",
                    Hostile.of(0x81, 0xff, 0x7f, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0),
                    "1009"),
            bytes("a length below zero", Hostile.of(0x81, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0), "1002"),
            bytes("a short length written long", Hostile.of(0x81, 0xfe, 0, 2, 0, 0, 0, 0, 'h', 'i'), "1002"),
            bytes(
                    "a short length written longest",
                    Hostile.of(0x81, 0xff, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 'h', 'i'),
                    "1002"),
            bytes("64 KiB and one byte", frame(0x81, new byte[65_537]), "1009"),
            bytes("binary of 1 MB", frame(0x82, new byte[1_000_000]), "1009"),
            bytes("not masked", Hostile.of(0x81, 2, 'h', 'i'), "1002"),
            bytes("a ping that is not masked", Hostile.of(0x89, 0), "1002"),
            bytes("compressed", frame(0xc1, TWO), "1002"),
            bytes("the second reserved bit", frame(0xa1, TWO), "1002"),
            bytes("the third reserved bit", frame(0x91, TWO), "1002"),
            bytes("a reserved bit on a ping", frame(0xc9, TWO), "1002"),
            bytes("opcode 3", frame(0x83, TWO), "1002"),
            bytes("opcode 7", frame(0x87, NONE), "1002"),
            bytes("opcode 11", frame(0x8b, NONE), "1002"),
            bytes("opcode 15", frame(0x8f, NONE), "1002"),
            bytes("binary", frame(0x82, TWO), "malformed 1008"),
            bytes("binary of nothing", frame(0x82, NONE), "malformed 1008"),
            bytes("text of nothing", frame(0x81, NONE), "malformed 1008"),
        };
    }

    private static Hostile[] fragments() {
        byte[] part = frame(0x00, NONE);
        return new Hostile[] {
            bytes("a message in two parts is a message", all(START, REST), "pong"),
            bytes("a ping between the parts is allowed", all(START, frame(0x89, NONE), REST), "pong"),
            bytes("a part without a beginning", REST, "1002"),
            bytes("a middle without a beginning", part, "1002"),
            bytes("a message within a message", all(START, frame(0x81, TWO)), "1002"),
            bytes("64 parts are allowed", all(START, times(62, part), REST), "pong"),
            bytes("65 parts", all(START, times(63, part), REST), "1008"),
            bytes("a flood of empty parts", all(START, times(10_000, part)), "1008"),
            bytes("a flood of parts of 1 kB", all(START, times(64, frame(0, new byte[1_024]))), "1008|1009"),
            bytes("64 KiB over two parts", all(frame(1, new byte[40_000]), frame(0x80, new byte[40_000])), "1009"),
            bytes("a part that announces 2 GB", all(START, Hostile.of(0, 0xff, 0, 0, 0, 0, 0x7f, 0, 0, 0)), "1009"),
            bytes("binary in parts", all(frame(0x02, TWO), frame(0x80, TWO)), "malformed 1008"),
        };
    }

    private static Hostile[] controls() {
        return new Hostile[] {
            bytes("a ping of 126 bytes", frame(0x89, new byte[126]), "1002"),
            bytes("a pong of 65 kB", frame(0x8a, new byte[65_000]), "1002"),
            bytes("a ping in parts", frame(0x09, TWO), "1002"),
            bytes("a pong in parts", frame(0x0a, TWO), "1002"),
            bytes("a close in parts", frame(0x08, Hostile.of(3, 232)), "1002"),
            bytes("a pong that nobody asked for is allowed", frame(0x8a, TWO), "pong"),
            bytes("a thousand pings", times(1_000, frame(0x89, TWO)), "rate_limited 1008"),
            bytes("a thousand pongs", times(1_000, frame(0x8a, NONE)), "rate_limited 1008"),
            bytes("a thousand messages", times(1_000, frame(0x81, utf8("{\"type\":\"x\"}"))), "rate_limited 1008"),
            bytes("a close without a reason is answered", frame(0x88, NONE), "closed|1000|1005"),
            bytes("a close with 1000 is answered", frame(0x88, Hostile.of(3, 232)), "1000"),
            bytes("two closes", times(2, frame(0x88, Hostile.of(3, 232))), "1000"),
            bytes("messages after a close", all(frame(0x88, Hostile.of(3, 232)), times(9, frame(0x81, TWO))), "1000"),
            bytes("a close of one byte", frame(0x88, Hostile.of(3)), "1002"),
            bytes("a close of 126 bytes", frame(0x88, new byte[126]), "1002"),
            bytes("a close with 0", frame(0x88, Hostile.of(0, 0)), "1002"),
            bytes("a close with 999", frame(0x88, Hostile.of(3, 231)), "1002"),
            bytes("a close with 1005", frame(0x88, Hostile.of(3, 237)), "1002"),
            bytes("a close with 1006", frame(0x88, Hostile.of(3, 238)), "1002"),
            bytes("a close with 1015", frame(0x88, Hostile.of(3, 247)), "1002"),
            bytes("a close with 2999", frame(0x88, Hostile.of(11, 183)), "1002"),
            bytes("a close with 5000", frame(0x88, Hostile.of(19, 136)), "1002"),
            bytes("a close with 65535", frame(0x88, Hostile.of(255, 255)), "1002"),
            bytes("a close with a plugin's own code", frame(0x88, Hostile.of(15, 160)), "4000"),
            bytes("a close whose reason is not UTF-8", frame(0x88, Hostile.of(3, 232, 0xc3, 0x28)), "1007"),
        };
    }

    private static Hostile[] characters() {
        byte[] euro = utf8("{\"type\":\"\u20ac\"}");
        return new Hostile[] {
            bytes("not UTF-8", frame(0x81, Hostile.of(0xc3, 0x28)), "1007"),
            bytes("an overlong slash", frame(0x81, Hostile.of('"', 0xc0, 0xaf, '"')), "1007"),
            bytes("half a character in UTF-8", frame(0x81, Hostile.of('"', 0xed, 0xa0, 0x80, '"')), "1007"),
            bytes("beyond Unicode", frame(0x81, Hostile.of('"', 0xf4, 0x90, 0x80, 0x80, '"')), "1007"),
            bytes("a character that ends early", frame(0x81, Hostile.of('"', 0xe2, 0x82)), "1007"),
            bytes("0xff", frame(0x81, Hostile.of(0xff)), "1007"),
            bytes(
                    "not UTF-8 in the second part",
                    all(START, frame(0x80, Hostile.of('"', 0xc3, 0x28, '"', '}'))),
                    "1007"),
            bytes(
                    "a character over two parts is allowed",
                    all(frame(0x01, Arrays.copyOf(euro, 10)), frame(0x80, Arrays.copyOfRange(euro, 10, euro.length))),
                    "pong"),
        };
    }
}
