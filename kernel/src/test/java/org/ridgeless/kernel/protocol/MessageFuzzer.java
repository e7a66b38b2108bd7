package org.ridgeless.kernel.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Messages of the protocol with something wrong about each of them. */
final class MessageFuzzer {

    private static final List<String> TYPES = List.of(
            "execute_request",
            "complete_request",
            "inspect_request",
            "is_complete_request",
            "history_request",
            "kernel_info_request",
            "comm_info_request",
            "comm_open",
            "comm_msg",
            "comm_close",
            "interrupt_request",
            "debug_request",
            "connect_request",
            "input_reply",
            "made_up_request");
    private static final List<String> FIELDS = List.of(
            "code",
            "silent",
            "store_history",
            "user_expressions",
            "allow_stdin",
            "stop_on_error",
            "cursor_pos",
            "detail_level",
            "hist_access_type",
            "pattern",
            "n",
            "session",
            "start",
            "stop",
            "output",
            "raw",
            "unique",
            "comm_id",
            "target_name",
            "data",
            "value",
            "command",
            "seq");

    private final Random random;
    private final MessageFactory factory = new MessageFactory();
    private List<byte[]> last = List.of(new byte[0]);

    MessageFuzzer(Random random) {
        this.random = random;
    }

    /** The frames of a broken message. */
    List<byte[]> next(MessageCodec codec) {
        int kind = random.nextInt(100);
        if (kind < 4) {
            return remembered(codec.encode(mistyped()));
        }
        List<byte[]> frames = new ArrayList<>(codec.encode(harmless()));
        if (kind < 14) {
            return last;
        }
        if (kind < 34) {
            frames.set(1, signature());
        } else if (kind < 49) {
            frames = new ArrayList<>(frames.subList(0, random.nextInt(frames.size()) + 1));
            frames.set(frames.size() - 1, cut(frames.get(frames.size() - 1)));
        } else if (kind < 64) {
            Collections.shuffle(frames, random);
        } else if (kind < 79) {
            frames.set(random.nextInt(frames.size()), noise());
        } else if (kind < 89) {
            frames.remove(random.nextInt(frames.size()));
        } else {
            for (int i = 0; i < random.nextInt(20); i++) {
                frames.add(random.nextInt(frames.size() + 1), noise());
            }
        }
        return frames;
    }

    private List<byte[]> remembered(List<byte[]> frames) {
        last = frames;
        return frames;
    }

    private Message harmless() {
        return factory.broadcast(new JsonObject(), pick(TYPES), new JsonObject());
    }

    /** Signed as it should be, but with fields of any type, missing or too many. */
    private Message mistyped() {
        JsonObject content = new JsonObject();
        for (String field : FIELDS) {
            if (random.nextInt(3) == 0) {
                content.add(field, value(3));
            }
        }
        Message message = factory.broadcast(new JsonObject(), pick(TYPES), content);
        JsonObject header = message.header();
        if (random.nextInt(4) == 0) {
            List<String> names = new ArrayList<>(header.keySet());
            header.add(pick(names), value(1));
        }
        if (random.nextInt(4) == 0) {
            header.remove(pick(List.of("msg_id", "msg_type", "session", "date", "version", "username")));
        }
        JsonObject parent = random.nextBoolean() ? header : new JsonObject();
        return new Message(List.of(), header, parent, new JsonObject(), content, List.of(noise()));
    }

    private JsonElement value(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> JsonNull.INSTANCE;
            case 1 -> new JsonPrimitive(random.nextBoolean());
            case 2 -> new JsonPrimitive(random.nextInt());
            case 3 -> new JsonPrimitive(random.nextGaussian() * 1e300);
            case 4 -> new JsonPrimitive("");
            case 5 ->
                new JsonPrimitive(pick(List.of("1 + 1", "}{", "int a = ", "\"😀", "tail", "range", "search", "*?[")));
            case 6 -> new JsonPrimitive(new String(noise(), StandardCharsets.ISO_8859_1).replace("%", ""));
            case 7 -> array(depth - 1);
            default -> object(depth - 1);
        };
    }

    private JsonArray array(int depth) {
        JsonArray array = new JsonArray();
        for (int i = 0; i < random.nextInt(4); i++) {
            array.add(value(depth));
        }
        return array;
    }

    private JsonObject object(int depth) {
        JsonObject object = new JsonObject();
        for (int i = 0; i < random.nextInt(4); i++) {
            object.add(pick(FIELDS), value(depth));
        }
        return object;
    }

    private byte[] signature() {
        return random.nextInt(4) == 0 ? new byte[0] : noise();
    }

    private byte[] noise() {
        if (random.nextInt(8) == 0) {
            return "[".repeat(random.nextInt(20_000)).getBytes(StandardCharsets.UTF_8);
        }
        byte[] noise = new byte[random.nextInt(80)];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] cut(byte[] frame) {
        return java.util.Arrays.copyOf(frame, frame.length == 0 ? 0 : random.nextInt(frame.length));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
