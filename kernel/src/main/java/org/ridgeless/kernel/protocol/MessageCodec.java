package org.ridgeless.kernel.protocol;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Frames to messages and back; for one thread. Nothing is parsed before its signature is verified. */
final class MessageCodec {

    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
    private static final int DICTIONARIES = 4;
    private static final Gson GSON = new GsonBuilder()
            .disableHtmlEscaping()
            .serializeNulls()
            .serializeSpecialFloatingPointValues()
            .create();

    private final Signer signer;
    private final RecentSignatures recent = new RecentSignatures();

    MessageCodec(String key) {
        signer = new Signer(key);
    }

    Message decode(List<byte[]> frames) throws MalformedMessageException {
        int delimiter = delimiter(frames);
        int first = delimiter + 2;
        if (frames.size() < first + DICTIONARIES) {
            throw new MalformedMessageException("a message of " + frames.size() + " frames is too short");
        }
        byte[] signature = frames.get(delimiter + 1);
        List<byte[]> signed = frames.subList(first, first + DICTIONARIES);
        if (!signer.verify(signature, signed)) {
            throw new MalformedMessageException("the signature is wrong");
        }
        Message message = new Message(
                List.copyOf(frames.subList(0, delimiter)),
                header(signed.get(0)),
                object(signed.get(1)),
                object(signed.get(2)),
                object(signed.get(3)),
                List.copyOf(frames.subList(first + DICTIONARIES, frames.size())));
        if (signature.length > 0 && !recent.add(signature)) {
            throw new MalformedMessageException("the message was sent before");
        }
        return message;
    }

    List<byte[]> encode(Message message) {
        List<byte[]> signed = List.of(
                bytes(message.header()), bytes(message.parent()), bytes(message.metadata()), bytes(message.content()));
        List<byte[]> frames = new ArrayList<>(message.identities());
        frames.add(DELIMITER);
        frames.add(signer.sign(signed));
        frames.addAll(signed);
        frames.addAll(message.buffers());
        return frames;
    }

    private static int delimiter(List<byte[]> frames) throws MalformedMessageException {
        for (int i = 0; i < frames.size(); i++) {
            if (Arrays.equals(frames.get(i), DELIMITER)) {
                return i;
            }
        }
        throw new MalformedMessageException("a message without the delimiter <IDS|MSG>");
    }

    private static JsonObject header(byte[] frame) throws MalformedMessageException {
        JsonObject header = object(frame);
        for (String field : List.of("msg_id", "msg_type")) {
            JsonElement value = header.get(field);
            if (value == null
                    || !value.isJsonPrimitive()
                    || !value.getAsJsonPrimitive().isString()) {
                throw new MalformedMessageException("a header without " + field);
            }
        }
        return header;
    }

    private static JsonObject object(byte[] frame) throws MalformedMessageException {
        try (JsonReader reader = new JsonReader(new StringReader(text(frame)))) {
            reader.setStrictness(Strictness.STRICT);
            JsonElement tree = JsonParser.parseReader(reader);
            if (!tree.isJsonObject() || reader.peek() != JsonToken.END_DOCUMENT) {
                throw new MalformedMessageException("a frame that is not one JSON object");
            }
            return tree.getAsJsonObject();
        } catch (IOException | JsonParseException | IllegalStateException e) {
            throw new MalformedMessageException("a frame that is not JSON: " + e.getMessage());
        }
    }

    private static String text(byte[] frame) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(frame))
                .toString();
    }

    private static byte[] bytes(JsonObject tree) {
        return GSON.toJson(tree).getBytes(StandardCharsets.UTF_8);
    }
}
